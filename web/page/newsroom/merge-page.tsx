import type { Fiche } from '../../api/answers.ts';
import type { MergeCandidate } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';
import { writeParameters } from '../../question/parameters.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { Page } from '../layout/page.ts';
import { comparisonPath, mergePath, reviewPath } from './addresses.ts';
import { newsroomAnswer } from './frame.tsx';
import { STATUS_LABELS } from './words.ts';

const MAX_LENGTH = 500;
const WORDS = 'mots';

/** Returns the id at the end of the address of a fiche, public or of the newsroom; any other text as it is. */
function readWords(given: string): string {
  const [, id] = /^https?:\/\/\S+\/(?:experiences|propositions)\/([^/?#\s]+)/.exec(given) ?? [];
  if (id === undefined) return given;
  try {
    return decodeURIComponent(id);
  } catch {
    return given;
  }
}

type Merged = Pick<Fiche, 'id' | 'title' | 'status'>;

/** A published fiche stays rather than one that readers do not see; else the chosen one stays. */
function comparisonOf(fiche: Merged, other: MergeCandidate): string {
  const staysHere = fiche.status === 'published' && other.status !== 'published';
  return staysHere ? comparisonPath(other.id, fiche.id) : comparisonPath(fiche.id, other.id);
}

function Candidate({ fiche, other }: { readonly fiche: Merged; readonly other: MergeCandidate }) {
  const places = other.territories.map(({ name }) => name).join(', ');
  return (
    <li class="proposal-words">
      <h3>
        <a href={comparisonOf(fiche, other)}>{typeset(other.title)}</a>
      </h3>
      <p class="places">
        {typeset([places, other.year].filter((fact) => fact !== null && fact !== '').join(' · '))}
      </p>
      <p class="proposal-facts">
        <span class="tag">{STATUS_LABELS[other.status]}</span>
        {other.access === 'members' && <span class="tag">réservée aux membres</span>}
        <span class="quiet">{other.id}</span>
      </p>
    </li>
  );
}

interface GroupProps {
  readonly title: string;
  readonly fiche: Merged;
  readonly candidates: readonly MergeCandidate[];
}

function Group({ title, fiche, candidates }: GroupProps) {
  if (candidates.length === 0) return null;
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul class="plain-list stack">
        {candidates.map((other) => (
          <Candidate key={other.id} fiche={fiche} other={other} />
        ))}
      </ul>
    </section>
  );
}

function SearchForm({ fiche, words }: { readonly fiche: Merged; readonly words: string }) {
  return (
    <search>
      <form class="listing-form" method="get" action={mergePath(fiche.id)}>
        <LabelledField id={WORDS} label="Mots, identifiant ou adresse de l’autre fiche">
          <input type="search" maxLength={MAX_LENGTH} value={words} />
        </LabelledField>
        <button class="primary" type="submit">
          Chercher
        </button>
      </form>
    </search>
  );
}

function nothingFound(words: string): string {
  return words === ''
    ? 'Aucune autre fiche du même territoire : cherchez-la par ses mots, son identifiant ou son adresse.'
    : 'Aucune autre fiche, publiée ou à relire, ne correspond : essayez d’autres mots, ou l’adresse de la fiche.';
}

/** Search of another fiche to merge with one; each leads to the comparison of both. */
export const mergePage: Page = async (request) => {
  const { api, params, url } = request;
  const path = { id: params.id ?? '' };
  const words = (url.searchParams.get(WORDS) ?? '').trim();
  const query = writeParameters({ q: readWords(words) });
  const [fiche, found] = await Promise.all([
    api.get('/v1/experiences/{id}', { path }),
    api.get('/v1/experiences/{id}/merge-candidates', { path, query }),
  ]);
  if (!fiche.ok) return pageWithout(fiche.failure, request);
  if (!found.ok) return pageWithout(found.failure, request);
  const { experiences } = found.data;
  const isNear = ({ sharesTerritory }: MergeCandidate) => sharesTerritory;
  return newsroomAnswer({
    request,
    title: 'Fusionner avec une autre fiche',
    current: null,
    body: (
      <>
        <header class="review-head">
          <p>
            <a href={reviewPath(fiche.data.id)}>Revenir à la fiche</a>
          </p>
          <h1>{typeset(`Fusionner « ${fiche.data.title} » avec une autre fiche`)}</h1>
          <p class="help">
            Choisissez l’autre fiche&nbsp;: vous les comparez avant de fusionner, et rien n’est fait d’ici là.
          </p>
        </header>
        <SearchForm fiche={fiche.data} words={words} />
        <div class="stack" role="status">
          {experiences.length === 0 && <p>{typeset(nothingFound(words))}</p>}
        </div>
        <Group title="Du même territoire" fiche={fiche.data} candidates={experiences.filter(isNear)} />
        <Group
          title="D’autres territoires"
          fiche={fiche.data}
          candidates={experiences.filter((each) => !isNear(each))}
        />
      </>
    ),
  });
};
