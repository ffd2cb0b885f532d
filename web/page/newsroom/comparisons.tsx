import { capitalise, FIELD_LABELS } from '../../../src/domain/french/labels.ts';
import type { Review } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import type { PageRequest } from '../layout/page.ts';
import { reviewPath } from './addresses.ts';
import { FormToken } from './form-token.tsx';
import { actionLabel, confidenceWords, STATUS_LABELS } from './words.ts';

type Difference = Review['changedFrom'][number];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Most telling words of a value of any field. */
function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(inWords).join(' · ');
  if (!isRecord(value)) return String(value);
  const { name, lever, what, label, title, publisher } = value;
  const words = [name, lever, what, label, value.value, title, publisher];
  return words.filter((word) => typeof word === 'string' || typeof word === 'number').join(' : ');
}

/** Fields that a merge may take from the other fiche. */
const MERGEABLE = [
  'title',
  'summary',
  'territories',
  'setting',
  'year',
  'themes',
  'levers',
  'needsMet',
  'figures',
  'state',
  'difficulties',
] as const;
export type Mergeable = (typeof MERGEABLE)[number];

export function isMergeable(field: unknown): field is Mergeable {
  return MERGEABLE.some((each) => each === field);
}

function DiffTable({
  differences,
  caption,
  heads,
  hasChoice = false,
}: {
  readonly differences: readonly Difference[];
  readonly caption: string;
  readonly heads: readonly [string, string];
  readonly hasChoice?: boolean;
}) {
  return (
    <table class="diff">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Champ</th>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{capitalise(FIELD_LABELS[field])}</th>
            <td>{typeset(inWords(before))}</td>
            <td>
              {typeset(inWords(after))}
              {hasChoice && isMergeable(field) && (
                <label class="inline-choice">
                  <input type="checkbox" name="champ" value={field} /> Prendre
                  <span class="visually-hidden"> : {FIELD_LABELS[field]}</span>
                </label>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Fiches that are perhaps the same, side by side, to merge or not. */
export function Duplicates({ review, request }: { readonly review: Review; readonly request: PageRequest }) {
  if (review.sameAs.length === 0) return null;
  return (
    <section class="card duplicates" aria-labelledby="semblables">
      <h2 id="semblables">Peut-être la même</h2>
      <p class="quiet">Si aucune ne l’est, publiez la proposition.</p>
      {review.sameAs.map(({ id, title, similarity, differences }, index) => (
        <form key={id} method="post" class="stack">
          <FormToken session={request.session} />
          <input type="hidden" name="dans" value={id} />
          <h3>
            <a href={reviewPath(id)}>{typeset(title)}</a>
          </h3>
          <p class="quiet">Ressemblance des deux récits&nbsp;: {Math.round(similarity * 100)}&nbsp;%</p>
          <div class="button-row">
            <button
              type="submit"
              class={index === 0 && review.status === 'proposed' ? 'primary' : undefined}
              name="geste"
              value="fusionner"
            >
              Fusionner : cette fiche reste, avec les deux sources
            </button>
          </div>
          <details class="more">
            <summary>Comparer, et choisir ce qu’elle prend de la proposition</summary>
            <DiffTable
              differences={differences}
              caption="Ce qui diffère"
              heads={['Fiche qui reste', 'Proposition']}
              hasChoice
            />
          </details>
        </form>
      ))}
    </section>
  );
}

/** Changes by imports since a person looked, with « Vu ». */
export function Changes({ review, request }: { readonly review: Review; readonly request: PageRequest }) {
  if (review.changedFrom.length === 0) return null;
  return (
    <section class="card" aria-labelledby="changements">
      <form method="post" class="stack">
        <FormToken session={request.session} />
        <h2 id="changements">Changée à la source</h2>
        <DiffTable
          differences={review.changedFrom}
          caption="Ce que l’import a changé"
          heads={['Avant', 'Maintenant']}
        />
        <div class="button-row">
          <button type="submit" name="geste" value="vu">
            Vu
          </button>
        </div>
      </form>
    </section>
  );
}

/** The other fiches of the same source. */
export function Siblings({ siblings }: Pick<Review, 'siblings'>) {
  if (siblings.length === 0) return null;
  return (
    <section aria-labelledby="freres">
      <h2 id="freres">Les autres fiches de cette source</h2>
      <ul class="plain-list">
        {siblings.map(({ id, title, status }) => (
          <li key={id}>
            <a href={reviewPath(id)}>{typeset(title)}</a> <span class="held">{STATUS_LABELS[status]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function fieldsIn(value: unknown): readonly string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

function fieldLabel(field: string): string {
  const labels: Readonly<Record<string, string>> = {
    ...FIELD_LABELS,
    status: 'statut',
    statusReason: 'raison',
  };
  return labels[field] ?? field;
}

/** Changes of the fiche: their author, time and fields. */
export function History({ history }: Pick<Review, 'history'>) {
  return (
    <details class="more">
      <summary>Historique ({history.length})</summary>
      <ol class="history">
        {history.toReversed().map(({ at, actor, action, after }, index) => (
          <li key={index}>
            <time dateTime={at}>{at.slice(0, 16).replace('T', ' ')}</time> {actor}&nbsp;:{' '}
            {actionLabel(action)}
            {action === 'correct' && ` (${fieldsIn(after).map(fieldLabel).join(', ')})`}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Status and sureness, in words. */
export function Standing({ review }: { readonly review: Review }) {
  const { status, statusReason, confidence } = review;
  return (
    <p class="standing">
      <span class="tag">{STATUS_LABELS[status]}</span>
      {confidence !== null && <span>Ces territoires ont agi&nbsp;: {confidenceWords(confidence)}</span>}
      {statusReason !== null && <span>{typeset(statusReason)}</span>}
    </p>
  );
}
