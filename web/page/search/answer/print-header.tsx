import { formatNumber } from '../../../../src/domain/french/formats.ts';
import { SETTING_LABELS } from '../../../../src/domain/french/labels.ts';
import type { Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';

interface PrintHeaderProps {
  readonly profile: Recommendation['profile'];
  readonly address: string;
}

/** Question in words, for the printed note, which leaves the form out. */
export function PrintHeader({ profile, address }: PrintHeaderProps) {
  const { territory, population, setting, department, priorities, themes, levers } = profile;
  const facts = [
    territory.name,
    department.value?.name,
    population.value === null ? null : `${formatNumber(population.value)}\u00a0habitants`,
    setting.value === null ? null : SETTING_LABELS[setting.value],
  ];
  const chosen = [...themes, ...levers].map(({ label }) => typeset(label));
  return (
    <div class="print-only">
      <p>
        <b>Territoire</b>&nbsp;: {facts.filter(Boolean).join(', ') || 'non précisé'}
      </p>
      {priorities !== '' && (
        <p>
          <b>Besoin</b>&nbsp;: {typeset(priorities)}
        </p>
      )}
      {chosen.length > 0 && (
        <p>
          <b>Thèmes et leviers choisis</b>&nbsp;: {chosen.join(', ')}
        </p>
      )}
      <p>
        Le détail et les autres expériences&nbsp;: <span>{address}</span>
      </p>
    </div>
  );
}
