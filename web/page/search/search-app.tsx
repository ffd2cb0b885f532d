import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../../api/client.ts';
import { Answer } from './answer.tsx';
import { ALL, readFilter, writeFilter } from './filter.ts';
import { FirstVisit } from './first-visit.tsx';
import { Loading } from './loading.tsx';
import { isEmpty, type Question, readQuestion, writeQuestion } from './question.ts';
import { QuestionForm } from './question-form.tsx';
import { loadSearch, type SearchData, type Taxonomy } from './search-data.ts';
import { titleOf } from './search-title.ts';

interface SearchAppProps {
  readonly initial: SearchData;
  readonly taxonomy: Taxonomy;
  /** Of the request that brought the page: to be quoted when it shows a failure. */
  readonly requestId: string;
  readonly origin: string;
  /** Null on the server, where nothing is asked after the page is written. */
  readonly api: Api | null;
}

/** What is asked, and which of the answers are shown: all that the address says. */
type Asked = Pick<SearchData, 'question' | 'filter'>;

function addressOf({ question, filter }: Asked): string {
  const parameters = new URLSearchParams([...writeQuestion(question), ...writeFilter(filter)]);
  return parameters.size === 0 ? '/' : `/?${parameters}`;
}

function readAddress(): Asked {
  const parameters = new URLSearchParams(location.search);
  return { question: readQuestion(parameters), filter: readFilter(parameters) };
}

/** Asks, and keeps the address in step. */
function useSearch({ initial, api }: Pick<SearchAppProps, 'initial' | 'api'>) {
  const [data, setData] = useState(initial);
  const [isLoading, setLoading] = useState(false);
  // The fields are written anew when the question comes from elsewhere than from them.
  const [formVersion, setFormVersion] = useState(0);
  const running = useRef<AbortController | null>(null);

  async function show(asked: Asked, form: 'kept' | 'rewritten'): Promise<void> {
    if (api === null) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setLoading(true);
    try {
      const loaded = await loadSearch(api, asked, { signal: controller.signal });
      setData(loaded);
      if (form === 'rewritten') setFormVersion((version) => version + 1);
      setLoading(false);
      document.title = `${titleOf(loaded)} – Essaimage`;
      // The name that was typed has become a code.
      history.replaceState(null, '', `${addressOf(loaded)}${location.hash}`);
    } catch (cause) {
      if (!controller.signal.aborted) throw cause;
    }
  }

  function ask(question: Question, form: 'kept' | 'rewritten'): void {
    const asked = { question, filter: ALL };
    history.pushState(null, '', addressOf(asked));
    void show(asked, form);
  }

  const shown = useRef(addressOf(initial));
  shown.current = addressOf(data);
  useEffect(() => {
    const follow = () => {
      const asked = readAddress();
      // A link inside of the page changes no more than the end of the address.
      if (addressOf(asked) === shown.current) return;
      void show(asked, 'rewritten');
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  return { data, isLoading, formVersion, ask };
}

/** The search page: the question on one side, its answer on the other. */
export function SearchApp({ initial, taxonomy, requestId, origin, api }: SearchAppProps) {
  const { data, isLoading, formVersion, ask } = useSearch({ initial, api });
  const isFirstVisit = isEmpty(data.question) && !isLoading;
  const answer = useRef<HTMLElement>(null);
  const focused = useRef(data);

  useEffect(() => {
    // A new answer takes the focus, so that everyone knows of it; what must be mended has it already.
    if (focused.current !== data) answer.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
    focused.current = data;
  }, [data]);

  return (
    <div class={isFirstVisit ? 'search search-first' : 'search'}>
      <QuestionForm
        key={formVersion}
        data={data}
        taxonomy={taxonomy}
        api={api}
        onAsk={(question) => ask(question, 'kept')}
      />
      <section class="answer" ref={answer} aria-label="Réponse" aria-busy={isLoading}>
        {isLoading ? (
          <Loading />
        ) : isFirstVisit ? (
          <FirstVisit />
        ) : (
          <Answer
            data={data}
            api={api}
            origin={origin}
            requestId={requestId}
            onAsk={(question) => ask(question, 'rewritten')}
          />
        )}
      </section>
    </div>
  );
}
