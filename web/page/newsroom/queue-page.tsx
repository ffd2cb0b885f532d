import type { Label, Proposal, ProposalList } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { FormAction, Page, PageRequest } from '../layout/page.ts';
import {
  type DoneMessage,
  HOME_PATH,
  LIST_PATH,
  listAddress,
  readList,
  reviewPath,
  seeOther,
} from './addresses.ts';
import { FormToken } from './form-token.tsx';
import { newsroomAnswer } from './frame.tsx';
import { refused } from './review-page.tsx';
import { undo } from './undo.ts';
import { confidenceWords, DOUBT_LABELS, LIST_LABELS, type ListName, STATUS_LABELS } from './words.ts';

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

function RowButtons({ proposal: { id, title, status } }: Pick<RowProps, 'proposal'>) {
  const about = <span class="visually-hidden"> : {typeset(title)}</span>;
  return (
    <div class="button-row">
      {status !== 'published' && (
        <button type="submit" name="publier" value={id}>
          Publier{about}
        </button>
      )}
      {status !== 'set-aside' && (
        <button type="submit" name="ecarter" value={id}>
          Écarter{about}
        </button>
      )}
    </div>
  );
}

function Row({ proposal, list, levers }: RowProps) {
  const { id, title, confidence, doubts, sameAs, status, resource } = proposal;
  return (
    <li class="proposal">
      <input type="checkbox" name="fiche" value={id} aria-label={`Choisir : ${typeset(title)}`} />
      <div class="proposal-words">
        <h2>
          <a href={reviewPath(id)}>{typeset(title)}</a>
        </h2>
        <p class="places">{typeset(factsOf(proposal))}</p>
        <p class="proposal-facts">
          {list !== 'proposed' && <span class="tag">{STATUS_LABELS[status]}</span>}
          {resource === null && status === 'proposed' && <span class="tag">sans page d’origine</span>}
          {confidence !== null && <span>Ont agi&nbsp;: {confidenceWords(confidence)}</span>}
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
          <p class="caution">Disparue de son site depuis le {resource.goneSince.slice(0, 10)}</p>
        )}
      </div>
      <RowButtons proposal={proposal} />
    </li>
  );
}

interface QueueProps {
  readonly request: PageRequest;
  readonly list: ListName;
  readonly page: ProposalList;
  readonly levers: readonly Label[];
}

function Queue({ request, list, page: { proposals, next }, levers }: QueueProps) {
  const labels = new Map(levers.map(({ id, label }) => [id, label]));
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
      <ul class="queue">
        {proposals.map((proposal) => (
          <Row key={proposal.id} proposal={proposal} list={list} levers={labels} />
        ))}
      </ul>
      <fieldset class="button-row chosen">
        <legend>Les fiches cochées</legend>
        <button type="button" class="needs-script link" data-check-all>
          Tout cocher
        </button>
        {list !== 'published' && (
          <button type="submit" name="geste" value="publier">
            Publier les fiches cochées
          </button>
        )}
        {list !== 'set-aside' && (
          <button type="submit" name="geste" value="ecarter">
            Écarter les fiches cochées
          </button>
        )}
      </fieldset>
      <nav class="pages-nav" aria-label="Pages de la liste">
        {cursor !== null && <a href={listAddress(list)}>Début de la liste</a>}
        {next !== null && <a href={listAddress(list, next)}>La suite</a>}
      </nav>
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
    counts: page.data.counts,
    current: list,
    body: (
      <>
        <h1>{LIST_LABELS[list]}</h1>
        {list === 'proposed' && <p class="help">Les plus sûres et les plus vite relues d’abord.</p>}
        <Queue request={request} list={list} page={page.data} levers={levers.data.levers} />
      </>
    ),
  });
};

function idsIn(form: FormData, name: string): readonly string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

function messageOf(status: 'published' | 'set-aside', count: number): DoneMessage {
  if (status === 'published') return count === 1 ? 'publiee' : 'publiees';
  return count === 1 ? 'ecartee' : 'ecartees';
}

/** Publishes or sets aside from the list: the fiche of the button, or those that are checked; or undoes. */
export const queueAction: FormAction = async (request, form) => {
  const { url } = request;
  const back = listAddress(readList(url.searchParams), url.searchParams.get('suite'));
  const gesture = form.get('geste');
  if (gesture === 'annuler') {
    const undone = await undo(request, idsIn(form, 'fiche'));
    const [only] = undone;
    const path = only !== undefined && undone.length === 1 ? reviewPath(only) : LIST_PATH;
    return seeOther(path, { message: undone.length === 0 ? 'rien' : 'annulee', ids: [] });
  }
  const published = [...idsIn(form, 'publier'), ...(gesture === 'publier' ? idsIn(form, 'fiche') : [])];
  const setAside = [...idsIn(form, 'ecarter'), ...(gesture === 'ecarter' ? idsIn(form, 'fiche') : [])];
  const status = published.length > 0 ? 'published' : 'set-aside';
  const ids = published.length > 0 ? published : setAside;
  for (const id of ids) {
    const corrected = await request.editing.correct(id, { status });
    if (!corrected.ok) return refused(corrected.failure, request);
  }
  if (ids.length === 0) return seeOther(back, { message: 'rien', ids });
  return seeOther(back, { message: messageOf(status, ids.length), ids });
};
