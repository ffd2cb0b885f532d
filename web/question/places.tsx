import { markNeeds } from '../../src/domain/french/describe-answer.ts';
import { formatNumber } from '../../src/domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS } from '../../src/domain/french/labels.ts';
import type { Experience, ExperienceResult } from '../api/answers.ts';
import { typeset } from '../french/typography.ts';

interface MarksProps {
  readonly result: Pick<ExperienceResult, 'needs'>;
  /** Needs of the request. */
  readonly needCount: number;
}

/** « Besoin 2 »; nothing for a single need. */
export function Marks({ result, needCount }: MarksProps) {
  const mark = markNeeds(result.needs, needCount);
  return mark === '' ? null : <p class="marks">{mark}</p>;
}

/** « Redon Agglomération, intercommunalité de 66 000 habitants (Ille-et-Vilaine) ». */
export function Places({
  experience,
}: {
  readonly experience: Pick<Experience, 'territories' | 'setting' | 'year'>;
}) {
  const { territories, setting, year } = experience;
  const facts = [
    ...territories.map(({ name, kind, population, department }) => {
      const size = population === null ? '' : ` de ${formatNumber(population)}\u00a0habitants`;
      const place = department === null || department.name === name ? '' : ` (${department.name})`;
      return `${typeset(`${name}${place}`)}, ${KIND_LABELS[kind]}${size}`;
    }),
    ...(setting === null ? [] : [SETTING_LABELS[setting]]),
    ...(year === null ? [] : [String(year)]),
  ];
  return <p class="places">{facts.join(' · ')}</p>;
}
