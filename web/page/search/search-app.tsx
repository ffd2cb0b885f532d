import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../../api/client.ts';
import { Answer } from './answer.tsx';
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
  /** Null on the server, where nothing is asked after the page is written. */
  readonly api: Api | null;
}

function addressOf(question: Question): string {
  const parameters = writeQuestion(question).toString();
  return parameters === '' ? '/' : `/?${parameters}`;
}

/** Asks, keeps the address in step, and tells people who do not see the page that it has changed. */
function useSearch({ initial, api }: Pick<SearchAppProps, 'initial' | 'api'>) {
  const [data, setData] = useState(initial);
  const [isLoading, setLoading] = useState(false);
  // The fields are written anew when the question comes from elsewhere than from them.
  const [formVersion, setFormVersion] = useState(0);
  const running = useRef<AbortController | null>(null);

  async function show(question: Question): Promise<void> {
    if (api === null) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setLoading(true);
    try {
      const loaded = await loadSearch(api, question, { signal: controller.signal });
      setData(loaded);
      setLoading(false);
      document.title = `${titleOf(loaded)} – Essaimage`;
      history.replaceState(null, '', addressOf(loaded.question));
    } catch (cause) {
      if (!controller.signal.aborted) throw cause;
    }
  }

  function ask(question: Question): void {
    history.pushState(null, '', addressOf(question));
    void show(question);
  }

  useEffect(() => {
    const follow = () => {
      setFormVersion((version) => version + 1);
      void show(readQuestion(new URLSearchParams(location.search)));
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  return { data, isLoading, formVersion, ask, rewriteForm: () => setFormVersion((version) => version + 1) };
}

/** The search page: the question on one side, its answer on the other. */
export function SearchApp({ initial, taxonomy, requestId, api }: SearchAppProps) {
  const { data, isLoading, formVersion, ask, rewriteForm } = useSearch({ initial, api });
  const isFirstVisit = isEmpty(data.question) && !isLoading;
  return (
    <div class={isFirstVisit ? 'search search-first' : 'search'}>
      <QuestionForm key={formVersion} data={data} taxonomy={taxonomy} api={api} onAsk={ask} />
      <section class="answer" aria-label="Réponse" aria-busy={isLoading}>
        {isLoading ? (
          <Loading />
        ) : isFirstVisit ? (
          <FirstVisit />
        ) : (
          <Answer
            data={data}
            api={api}
            requestId={requestId}
            onAsk={(question) => {
              ask(question);
              rewriteForm();
            }}
          />
        )}
      </section>
    </div>
  );
}
