import { countNoun } from '../../../src/domain/french/formats.ts';
import { groupBy } from '../../../src/domain/group-by.ts';
import type { Label } from '../../api/answers.ts';
import type { Failure } from '../../api/client.ts';
import type { Proposal, ProposalList } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { FormAction, Page, PageAnswer, PageRequest } from '../layout/page.ts';
import { isChangedMeanwhile, isGone } from '../layout/refusal.ts';
import {
  type DoneMessage,
  type FicheState,
  HOME_PATH,
  LIST_PATH,
  listAddress,
  readList,
  readState,
  reviewPath,
  seeOther,
} from './addresses.ts';
import { Act, FormToken, ListPages } from './controls.tsx';
import { askAboutDoubts, sortByDoubt } from './doubtful.tsx';
import { dayInWords } from './field-words.ts';
import { newsroomAnswer } from './frame.tsx';
import { refused } from './review-page.tsx';
import { undo } from './undo.ts';
import { DOUBT_LABELS, isDoubtful, isToCheck, LIST_LABELS, type ListName, STATUS_LABELS } from './words.ts';

const PAGE_SIZE = '25';

interface RowProps {
  readonly proposal: Proposal;
  readonly list: ListName;
  readonly levers: ReadonlyMap<string, string>;
}

function factsOf({ territories, year, resource }: Proposal): string {
  const places = territories.map(({ name }) => name).join(', ');
  const facts = [places, year, resource?.publisher, resource?.title];
  return facts.filter((fact) => fact !== null && fact !== undefined && fact !== '').join(' · ');
}

function RowButtons({ proposal: { id, version, title, status } }: Pick<RowProps, 'proposal'>) {
  const about = <span class="visually-hidden"> : {typeset(title)}</span>;
  return (
    <div class="button-row">
      {status !== 'published' && (
        <button type="submit" name="publier" value={`${id} ${version}`}>
          Publier{about}
        </button>
      )}
      {status !== 'set-aside' && (
        <button type="submit" name="ecarter" value={`${id} ${version}`}>
          Écarter{about}
        </button>
      )}
    </div>
  );
}

function Row({ proposal, list, levers }: RowProps) {
  const { id, version, title, confidence, doubts, sameAs, status, resource } = proposal;
  return (
    <li class="proposal">
      <input
        type="checkbox"
        name="fiche"
        value={`${id} ${version}`}
        aria-label={`Choisir : ${typeset(title)}`}
      />
      <div class="proposal-words">
        <h2>
          <a href={reviewPath(id)}>{typeset(title)}</a>
        </h2>
        <p class="places">{typeset(factsOf(proposal))}</p>
        <p class="proposal-facts">
          {list !== 'proposed' && <span class="tag">{STATUS_LABELS[status]}</span>}
          {proposal.isContribution && <span class="tag">proposée par la collectivité</span>}
          {resource === null && status === 'proposed' && !proposal.isContribution && (
            <span class="tag">sans page d’origine</span>
          )}
          {list === 'proposed' && isToCheck(confidence) && <span>Qui a agi&nbsp;: à vérifier</span>}
          {proposal.levers.map((lever) => (
            <span key={lever} class="lever-chip">
              {typeset(levers.get(lever) ?? lever)}
            </span>
          ))}
        </p>
        {doubts.length > 0 && (
          <p class="caution">À vérifier&nbsp;: {doubts.map((doubt) => DOUBT_LABELS[doubt]).join(', ')}</p>
        )}
        {sameAs !== null && (
          <p class="caution">
            Ressemble à <a href={`${reviewPath(id)}#semblables`}>« {typeset(sameAs.title)} »</a>
          </p>
        )}
        {resource?.goneSince != null && (
          <p class="caution">Disparue de son site depuis le {dayInWords(resource.goneSince)}</p>
        )}
      </div>
      <RowButtons proposal={proposal} />
    </li>
  );
}

type RowsProps = Omit<RowProps, 'proposal'> & { readonly proposals: readonly Proposal[] };

function Rows({ proposals, ...row }: RowsProps) {
  return (
    <ul class="queue">
      {proposals.map((proposal) => (
        <Row key={proposal.id} proposal={proposal} {...row} />
      ))}
    </ul>
  );
}

/** Proposals that are likely wrong, folded by source. */
function FoldedRows({ proposals, ...row }: RowsProps) {
  const bySource = groupBy(proposals, ({ resource }) => resource?.id);
  return [...bySource].map(([source, own]) => (
    <details key={source} class="more">
      <summary>
        {typeset(own[0]?.resource?.title ?? 'Sans page d’origine')}&nbsp;:{' '}
        {countNoun(own.length, 'proposition peu sûre', 'propositions peu sûres')}
      </summary>
      <Rows proposals={own} {...row} />
    </details>
  ));
}

interface QueueProps {
  readonly request: PageRequest;
  readonly list: ListName;
  readonly page: ProposalList;
  readonly levers: readonly Label[];
}

function Queue({ request, list, page: { proposals, next }, levers }: QueueProps) {
  const labels = new Map(levers.map(({ id, label }) => [id, label]));
  const isFolded = ({ confidence }: Proposal) => list === 'proposed' && isDoubtful(confidence);
  const cursor = request.url.searchParams.get('suite');
  if (proposals.length === 0) {
    return (
      <p>
        {list === 'proposed' ? 'Rien n’attend d’être relu.' : 'Cette liste est vide.'}{' '}
        <a href={HOME_PATH}>Importer une page ou un document</a>
      </p>
    );
  }
  return (
    <form method="post" action={listAddress(list, cursor)} class="stack">
      <FormToken session={request.session} />
      <Rows proposals={proposals.filter((one) => !isFolded(one))} list={list} levers={labels} />
      <FoldedRows proposals={proposals.filter(isFolded)} list={list} levers={labels} />
      <fieldset class="button-row chosen">
        <legend>Les fiches cochées</legend>
        <button type="button" class="needs-script link" data-check-all>
          Tout cocher
        </button>
        {list !== 'published' && <Act value="publier">Publier les fiches cochées</Act>}
        {list !== 'set-aside' && <Act value="ecarter">Écarter les fiches cochées</Act>}
      </fieldset>
      <ListPages first={cursor && listAddress(list)} next={next && listAddress(list, next)} />
    </form>
  );
}

/** A list of fiches, with what decides of each in one click. */
export const queuePage: Page = async (request) => {
  const { api, url } = request;
  const list = readList(url.searchParams);
  const cursor = url.searchParams.get('suite');
  const query = new URLSearchParams({ list, limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) });
  const [page, levers] = await Promise.all([api.get('/v1/proposals', { query }), api.get('/v1/levers')]);
  if (!page.ok) return pageWithout(page.failure, request);
  if (!levers.ok) return pageWithout(levers.failure, request);
  return newsroomAnswer({
    request,
    title: LIST_LABELS[list],
    current: listAddress(list),
    counts: page.data.counts,
    body: (
      <>
        <h1>{LIST_LABELS[list]}</h1>
        {list === 'proposed' && <p class="help">Les plus sûres et les plus vite relues d’abord.</p>}
        <Queue request={request} list={list} page={page.data} levers={levers.data.levers} />
      </>
    ),
  });
};

function statesIn(form: FormData, name: string): readonly FicheState[] {
  return form
    .getAll(name)
    .filter((value) => typeof value === 'string')
    .map(readState);
}

interface Decided {
  readonly done: readonly FicheState[];
  /** How many somebody changed, or removed, since they were listed. */
  readonly changed: number;
  /** Failure at which it stopped; null when it went to the end. */
  readonly failure: Failure | null;
}

async function decideEach(
  { editing }: PageRequest,
  fiches: readonly FicheState[],
  status: 'published' | 'set-aside',
): Promise<Decided> {
  const done: FicheState[] = [];
  let changed = 0;
  for (const { id, version } of fiches) {
    const corrected = await editing.correct(id, { status }, version);
    if (corrected.ok) done.push(corrected.data);
    else if (isChangedMeanwhile(corrected.failure) || isGone(corrected.failure)) changed += 1;
    else return { done, changed, failure: corrected.failure };
  }
  return { done, changed, failure: null };
}

function messageOf(status: 'published' | 'set-aside', { done, changed, failure }: Decided): DoneMessage {
  if (failure !== null) return status === 'published' ? 'publiees-arret' : 'ecartees-arret';
  if (done.length === 0) return changed === 0 ? 'rien' : 'changee-entre-temps';
  const isOne = done.length === 1;
  if (status === 'published') return changed > 0 ? 'publiees-en-partie' : isOne ? 'publiee' : 'publiees';
  return changed > 0 ? 'ecartees-en-partie' : isOne ? 'ecartee' : 'ecartees';
}

/** Decides of fiches that nobody changed since they were listed; stops at a failure, and tells the rest. */
async function decideAll(
  request: PageRequest,
  fiches: readonly FicheState[],
  status: 'published' | 'set-aside',
): Promise<PageAnswer | Response> {
  const { url } = request;
  const decided = await decideEach(request, fiches, status);
  if (decided.failure !== null && decided.done.length === 0) return refused(decided.failure, request);
  const back = listAddress(readList(url.searchParams), url.searchParams.get('suite'));
  return seeOther(back, { message: messageOf(status, decided), fiches: decided.done });
}

async function undoAll(request: PageRequest, form: FormData): Promise<Response> {
  const asked = statesIn(form, 'etat');
  const { ids, message } = await undo(request, asked);
  const [only, ...others] = ids.length > 0 ? ids : asked.map(({ id }) => id);
  const path = only !== undefined && others.length === 0 ? reviewPath(only) : LIST_PATH;
  return seeOther(path, { message, fiches: [] });
}

/** Publishes fiches without a doubt; asks once when one is doubtful. */
async function publishOrAsk(
  request: PageRequest,
  fiches: readonly FicheState[],
): Promise<PageAnswer | Response> {
  const sorted = await sortByDoubt(request, fiches);
  if (!sorted.ok) return refused(sorted.failure, request);
  if (sorted.data.doubtful.length === 0) return decideAll(request, fiches, 'published');
  return askAboutDoubts(request, readList(request.url.searchParams), sorted.data);
}

/** Publishes or sets aside from the list: the fiche of the button, or those that are checked; or undoes. */
export const queueAction: FormAction = async (request, form) => {
  const checked = statesIn(form, 'fiche');
  switch (form.get('geste')) {
    case 'annuler':
      return undoAll(request, form);
    case 'publier':
      return publishOrAsk(request, checked);
    case 'publier-sures':
      return decideAll(request, statesIn(form, 'sure'), 'published');
    case 'publier-quand-meme':
      return decideAll(request, [...statesIn(form, 'sure'), ...statesIn(form, 'douteuse')], 'published');
    case 'ecarter':
      return decideAll(request, checked, 'set-aside');
    default: {
      const published = statesIn(form, 'publier');
      if (published.length > 0) return publishOrAsk(request, published);
      return decideAll(request, statesIn(form, 'ecarter'), 'set-aside');
    }
  }
};
