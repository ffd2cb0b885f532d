import type { Ref } from 'preact';
import { agreeSetting } from '../../../../src/domain/french/describe-territory.ts';
import { formatNumber, joinWithAnd, shorten } from '../../../../src/domain/french/formats.ts';
import { capitalise, nameKind, SETTING_LABELS } from '../../../../src/domain/french/labels.ts';
import type { Label, Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';
import type { Taxonomy } from '../data/search-data.ts';

/** Longest need that the band shows, in characters; the form has it whole. */
const NEED_LENGTH = 150;

function labelsOf(ids: readonly string[], among: readonly Label[]): readonly string[] {
  return among.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
}

/** Words of the request, or the themes and levers that were chosen instead; those chosen besides come apart. */
function needOf(
  { priorities, themes, levers }: Question,
  taxonomy: Taxonomy,
): { readonly need: string; readonly chosen: string } {
  const labels = joinWithAnd([...labelsOf(themes, taxonomy.themes), ...labelsOf(levers, taxonomy.levers)]);
  return priorities === ''
    ? { need: labels, chosen: '' }
    : { need: priorities.replace(/\s*\n\s*/g, ', '), chosen: labels };
}

/** « Burzet (Ardèche) », « 536 habitants », « commune rurale ». */
function describeAsker(profile: Recommendation['profile']) {
  const { territory, department, population, kind, statute, setting } = profile;
  const place =
    department.value === null || department.value.name === territory.name
      ? ''
      : ` (${department.value.name})`;
  const kindName = kind.value === null ? '' : nameKind(kind.value, statute);
  const context =
    setting.value === null
      ? ''
      : kind.value === null
        ? SETTING_LABELS[setting.value]
        : agreeSetting(setting.value, kind.value);
  return [
    territory.name === null ? '' : `${territory.name}${place}`,
    population.value === null ? '' : `${formatNumber(population.value)}\u00a0habitants`,
    `${kindName} ${context}`.trim(),
  ].filter((part) => part !== '');
}

interface RequestBandProps {
  readonly question: Question;
  readonly taxonomy: Taxonomy;
  /** Facts of the answer about the territory; null before it. */
  readonly profile: Recommendation['profile'] | null;
  readonly isOpen: boolean;
  /** Address of the page with the form open, for a browser without a script. */
  readonly editAddress: string;
  readonly editLink: Ref<HTMLAnchorElement>;
  readonly onToggle: ((event: Event) => void) | undefined;
}

/** The request in one band: who asks, for what, and how to change it. */
export function RequestBand(props: RequestBandProps) {
  const { question, taxonomy, profile, isOpen, editAddress, editLink, onToggle } = props;
  const { need, chosen } = needOf(question, taxonomy);
  const known = profile === null ? [] : describeAsker(profile);
  const who = known.length > 0 ? known.join(' · ') : question.typedTerritory || 'Territoire non précisé';
  return (
    <div class="request">
      <div class="request-words">
        <p class="request-who">{typeset(capitalise(who))}</p>
        <h1>{typeset(capitalise(shorten(need, NEED_LENGTH)))}</h1>
        {chosen !== '' && <p class="request-chosen">{typeset(chosen)}</p>}
      </div>
      <div class="request-actions">
        <a
          class="button request-button"
          href={editAddress}
          ref={editLink}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          Modifier<span class="visually-hidden"> la demande</span>
        </a>
      </div>
    </div>
  );
}
