import type { ComponentChildren, VNode } from 'preact';
import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import { Menu } from '../layout/menu.tsx';
import type { PageAnswer, PageRequest } from '../layout/page.ts';
import {
  BLIND_SPOTS_PATH,
  DONE_MESSAGES,
  HOME_PATH,
  JUDGED_PATH,
  LIST_PATH,
  listAddress,
  nearestPath,
  OPINIONS_PATH,
  readDone,
  SOURCES_PATH,
} from './addresses.ts';
import { Act, FormToken } from './controls.tsx';
import { LIST_LABELS, LISTS } from './words.ts';

/** Pages besides the lists of fiches. */
const MORE = [
  { path: JUDGED_PATH, label: 'Demandes' },
  { path: OPINIONS_PATH, label: 'Avis reçus' },
  { path: SOURCES_PATH, label: 'Adresses à vérifier' },
  { path: BLIND_SPOTS_PATH, label: 'Angles morts' },
] as const;

/** Its key among the counts of the menu. */
const ENTRUSTED = 'entrusted';

interface FrameProps {
  readonly request: PageRequest;
  /** Fiches of each list. */
  readonly counts: Readonly<Record<string, number>>;
  /** Address of the page in the menu; null for one that the menu does not have. */
  readonly current: string | null;
  readonly children: ComponentChildren;
}

/** Action that just ended, and « Annuler ». */
function DoneBanner({ request }: Pick<FrameProps, 'request'>) {
  const done = readDone(request.url.searchParams);
  if (done === null) return null;
  const { message, fiches } = done;
  const [first] = fiches;
  return (
    <div class="notice done" role="status">
      <p>{typeset(DONE_MESSAGES[message])}</p>
      {message === 'publiee' && first !== undefined && (
        <a href={nearestPath(first.id)}>À quelles demandes répond-elle&nbsp;?</a>
      )}
      {fiches.length > 0 && (
        <form method="post" action={message.startsWith('jugee') ? JUDGED_PATH : LIST_PATH}>
          <FormToken session={request.session} />
          {fiches.map(({ id, version }) => (
            <input key={id} type="hidden" name="etat" value={`${id} ${version}`} />
          ))}
          <Act value="annuler">Annuler</Act>
        </form>
      )}
    </div>
  );
}

function counted(path: string, name: string, total: number) {
  const label = (
    <>
      {name}
      <span class="held"> {total}</span>
    </>
  );
  return { path, label };
}

function Lists({ request, counts, current }: Omit<FrameProps, 'children'>) {
  const lists = LISTS.map((list) => counted(listAddress(list), LIST_LABELS[list], counts[list] ?? 0));
  const waiting = counts[ENTRUSTED] ?? 0;
  const more = MORE.filter(({ path }) => path !== BLIND_SPOTS_PATH || request.operator.countsBlindSpots).map(
    (link) => (link.path === JUDGED_PATH && waiting > 0 ? counted(link.path, link.label, waiting) : link),
  );
  const links = [{ path: HOME_PATH, label: 'Imports' }, ...lists, ...more];
  return <Menu class="newsroom-nav" label="Rédaction" links={links} current={current} />;
}

function Frame({ children, isRefused, ...shown }: FrameProps & { readonly isRefused: boolean }) {
  return (
    <div class="newsroom">
      <Lists {...shown} />
      {/* The address still tells the action before the refusal. */}
      {!isRefused && <DoneBanner request={shown.request} />}
      {children}
    </div>
  );
}

interface NewsroomPage extends Pick<FrameProps, 'request' | 'current'> {
  readonly title: string;
  readonly status?: number;
  /** Counts that came with the page's own list; left out, they are read. */
  readonly counts?: FrameProps['counts'];
  readonly body: VNode | ((counts: FrameProps['counts']) => VNode);
}

/** Counts visitors' questions that wait, where some are taken; a failure counts none. */
async function countEntrusted({ api, operator }: PageRequest): Promise<number> {
  if (operator.entrustedQuestionDays === null) return 0;
  const list = await api.get('/v1/entrusted-questions', { query: { limit: 1 } });
  return list.ok ? list.data.total : 0;
}

/** A page of editors: never indexed, with its own styles and script, and the counts of the menu. */
export async function newsroomAnswer(page: NewsroomPage): Promise<PageAnswer | Response> {
  const { request, current, title, status = 200, body } = page;
  let { counts } = page;
  const entrusted = await countEntrusted(request);
  if (counts === undefined) {
    const list = await request.api.get('/v1/proposals', { query: new URLSearchParams({ limit: '1' }) });
    if (!list.ok) return pageWithout(list.failure, request);
    counts = list.data.counts;
  }
  return {
    status,
    head: {
      title: `${title} – Rédaction`,
      description: 'Faire entrer des expériences, les relire et les publier.',
      canonicalPath: request.url.pathname,
      isIndexed: false,
    },
    hydration: { entry: 'newsroom', data: null },
    ownStyles: 'newsroom',
    body: (
      <Frame
        request={request}
        current={current}
        counts={{ ...counts, [ENTRUSTED]: entrusted }}
        isRefused={status >= 400}
      >
        {typeof body === 'function' ? body(counts) : body}
      </Frame>
    ),
  };
}
