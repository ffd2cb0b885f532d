import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../../api/client.ts';
import type { PeerContact } from '../../contract.ts';
import { isEmpty, type Question, readQuestion, writeQuestion } from '../../question/question.ts';
import type { Home } from '../home/home.ts';
import { Answer } from './answer/answer.tsx';
import { readCompared, writeCompared } from './data/compared.ts';
import { ALL, readFilter, writeFilter } from './data/filter.ts';
import { type Asked, loadSearch, type SearchData, type Taxonomy } from './data/search-data.ts';
import { FirstVisit } from './first-visit.tsx';
import { QuestionForm } from './form/question-form.tsx';
import { Loading } from './loading.tsx';
import { titleOf } from './search-title.ts';

interface SearchAppProps {
  readonly initial: SearchData;
  readonly taxonomy: Taxonomy;
  /** Id of the request for the page, to quote with a failure. */
  readonly requestId: string;
  readonly peerContact: PeerContact | null;
  /** Null when the page was loaded with a question. */
  readonly home: Home | null;
  readonly origin: string;
  /** Null on the server, where nothing is asked after the page is written. */
  readonly api: Api | null;
}

function addressOf({ question, filter, compared }: Asked): string {
  const parameters = new URLSearchParams([
    ...writeQuestion(question),
    ...writeFilter(filter),
    ...writeCompared(compared),
  ]);
  return parameters.size === 0 ? '/' : `/?${parameters}`;
}

function readAddress(): Asked {
  const parameters = new URLSearchParams(location.search);
  return {
    question: readQuestion(parameters),
    filter: readFilter(parameters),
    compared: readCompared(parameters),
  };
}

type Form = 'kept' | 'rewritten';

/** Asks questions and keeps the address in step. */
function useSearch({ initial, api }: Pick<SearchAppProps, 'initial' | 'api'>) {
  const [data, setData] = useState(initial);
  const [isLoading, setLoading] = useState(false);
  // Rewrites the fields when the question does not come from them.
  const [formVersion, setFormVersion] = useState(0);
  const running = useRef<AbortController | null>(null);
  const shown = useRef(data);
  shown.current = data;
  /** Address last written by this page; a different one comes from the history. */
  const address = useRef(addressOf(initial));

  function write(asked: Asked, how: 'pushState' | 'replaceState', hash = ''): void {
    address.current = addressOf(asked);
    history[how](null, '', `${address.current}${hash}`);
  }

  async function show(asked: Asked, form: Form, isSent = false): Promise<void> {
    if (api === null) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setLoading(true);
    const loaded = await loadSearch(api, asked, { signal: controller.signal, isSent });
    if (controller.signal.aborted) return;
    setData(loaded);
    if (form === 'rewritten') setFormVersion((version) => version + 1);
    setLoading(false);
    document.title = `${titleOf(loaded)} – Essaimage`;
    // The name that was typed has become a code.
    write(loaded, 'replaceState', location.hash);
  }

  function ask(question: Question, form: Form, filter = ALL): void {
    const asked = { question, filter, compared: [] };
    write(asked, 'pushState');
    void show(asked, form, true);
  }

  /** Filters or selects in the answer on screen, without another question. */
  function change(part: Partial<Pick<Asked, 'filter' | 'compared'>>): void {
    setData({ ...data, ...part });
    write({ ...data, ...part }, 'replaceState', location.hash);
  }

  useEffect(() => {
    const follow = () => {
      const asked = readAddress();
      // A link inside the page changes only the fragment.
      if (addressOf(asked) === address.current) return;
      address.current = addressOf(asked);
      if (addressOf(shown.current) !== address.current) {
        void show(asked, 'rewritten');
        return;
      }
      // Back to the answer still on screen while the next one loads.
      running.current?.abort();
      setLoading(false);
      setFormVersion((version) => version + 1);
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  return { data, isLoading, formVersion, ask, change };
}

/** Wait after which silence would look like a failure, in milliseconds. */
const SLOW_AFTER_MS = 4_000;

/** Message about the wait; empty when there is none. */
function useProgress(isLoading: boolean): string {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!isLoading) return;
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isLoading]);
  if (!isLoading) return '';
  return isSlow
    ? 'La réponse tarde plus que d’habitude\u00a0: le serveur est très sollicité. Elle va s’afficher ici.'
    : 'Recherche en cours…';
}

/** The search page: the question on one side, its answer on the other. */
export function SearchApp({ initial, taxonomy, requestId, peerContact, home, origin, api }: SearchAppProps) {
  const { data, isLoading, formVersion, ask, change } = useSearch({ initial, api });
  const progress = useProgress(isLoading);
  const isFirstVisit = home !== null && isEmpty(data.question) && data.outcome === null && !isLoading;
  const answer = useRef<HTMLElement>(null);
  const focused = useRef(data.outcome);

  useEffect(() => {
    // A new answer takes the focus, so that screen readers announce it; a field in error has it already.
    if (focused.current !== data.outcome) answer.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
    focused.current = data.outcome;
  }, [data.outcome]);

  return (
    <div class={isFirstVisit ? 'search search-first' : 'search'}>
      <QuestionForm
        key={formVersion}
        data={data}
        taxonomy={taxonomy}
        api={api}
        onAsk={(question) => ask(question, 'kept')}
      />
      <section class="answer" ref={answer} aria-label="Réponse">
        <p class="progress" role="status">
          {progress}
        </p>
        {isLoading ? (
          <Loading />
        ) : isFirstVisit ? (
          <FirstVisit home={home} />
        ) : (
          <Answer
            data={data}
            api={api}
            origin={origin}
            requestId={requestId}
            peerContact={peerContact}
            onAsk={(question, filter) => ask(question, 'rewritten', filter)}
            onFilter={(filter) => change({ filter })}
            onCompare={(compared) => change({ compared })}
          />
        )}
      </section>
    </div>
  );
}
