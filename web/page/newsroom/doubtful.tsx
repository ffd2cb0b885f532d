import type { Outcome } from '../../api/client.ts';
import { typeset } from '../../french/typography.ts';
import type { PageAnswer, PageRequest } from '../layout/page.ts';
import { isGone } from '../layout/refusal.ts';
import { type FicheState, listAddress, reviewPath } from './addresses.ts';
import { Act, FormToken } from './controls.tsx';
import { newsroomAnswer } from './frame.tsx';
import { DOUBT_QUESTION, type ListName, reasonsInWords, reasonsOf } from './words.ts';

/** A fiche that somebody asked to publish from a list, and what makes it doubtful. */
interface Doubtful extends FicheState {
  readonly title: string;
  readonly reasons: readonly string[];
  /** Whether it may be published as it is: not without a territory. */
  readonly mayPublish: boolean;
}

/** Fiches to publish, apart those that a person should look at first. */
export interface Sorted {
  readonly sure: readonly FicheState[];
  readonly doubtful: readonly Doubtful[];
}

/**
 * Sorts fiches by their doubts as they are now, read one after another: a page of a list is 25. One that is gone
 * counts as sure, and publishing says that it changed. Fails as soon as one cannot be read.
 */
export async function sortByDoubt(
  { api }: PageRequest,
  fiches: readonly FicheState[],
): Promise<Outcome<Sorted>> {
  const sure: FicheState[] = [];
  const doubtful: Doubtful[] = [];
  for (const fiche of fiches) {
    const { id, version } = fiche;
    const review = await api.get('/v1/experiences/{id}/review', { path: { id } });
    if (!review.ok && !isGone(review.failure)) return review;
    const reasons = review.ok ? reasonsOf(review.data) : [];
    if (!review.ok || reasons.length === 0) {
      sure.push(fiche);
      continue;
    }
    const { title, territories } = review.data.experience;
    doubtful.push({ id, version, title, reasons, mayPublish: territories.length > 0 });
  }
  return { ok: true, data: { sure, doubtful } };
}

const stateOf = ({ id, version }: FicheState) => `${id} ${version}`;

function Question({
  request,
  list,
  sorted: { sure, doubtful },
}: {
  readonly request: PageRequest;
  readonly list: ListName;
  readonly sorted: Sorted;
}) {
  const allowed = doubtful.filter(({ mayPublish }) => mayPublish);
  const total = sure.length + allowed.length;
  return (
    <>
      <h1>{typeset(DOUBT_QUESTION)}</h1>
      <p>Rien n’est encore publié.</p>
      <ul class="queue">
        {doubtful.map(({ id, title, reasons, mayPublish }) => (
          <li key={id} class="proposal">
            <div class="proposal-words">
              <h2>
                <a href={reviewPath(id)}>{typeset(title)}</a>
              </h2>
              <p class="caution">
                {reasonsInWords(reasons)}
                {!mayPublish && ' Sans territoire, elle ne se publie pas : ouvrez-la pour le donner.'}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <form method="post" action={listAddress(list)} class="button-row">
        <FormToken session={request.session} />
        {sure.map((fiche) => (
          <input key={fiche.id} type="hidden" name="sure" value={stateOf(fiche)} />
        ))}
        {allowed.map((fiche) => (
          <input key={fiche.id} type="hidden" name="douteuse" value={stateOf(fiche)} />
        ))}
        {sure.length > 0 && (
          <Act value="publier-sures" isMain>
            {sure.length === 1
              ? 'Publier seulement la fiche sûre'
              : `Publier seulement les ${sure.length} fiches sûres`}
          </Act>
        )}
        {allowed.length > 0 && (
          <Act value="publier-quand-meme">
            {total === 1 ? 'Publier quand même' : `Publier les ${total} quand même`}
          </Act>
        )}
        <a href={listAddress(list)}>Ne rien publier</a>
      </form>
    </>
  );
}

/** Asks once whether to publish fiches of which some are doubtful. */
export function askAboutDoubts(
  request: PageRequest,
  list: ListName,
  sorted: Sorted,
): Promise<PageAnswer | Response> {
  return newsroomAnswer({
    request,
    title: DOUBT_QUESTION,
    current: null,
    body: <Question request={request} list={list} sorted={sorted} />,
  });
}
