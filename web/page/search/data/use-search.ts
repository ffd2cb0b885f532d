import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../../../api/client.ts';
import { isEmpty, type Question } from '../../../question/question.ts';
import { addressOf, readAsked } from './address.ts';
import { ALL, type Filter } from './filter.ts';
import { type Asked, loadSearch, type SearchData } from './search-data.ts';

/**
 * Asks questions and keeps the address in step. `awaited` is the question that has no answer yet.
 * @param hasHome whether the page can show its first visit
 */
export function useSearch(initial: SearchData, api: Api | null, hasHome: boolean) {
  const [data, setData] = useState(initial);
  const [awaited, setAwaited] = useState<Question | null>(null);
  const running = useRef<AbortController | null>(null);
  const shown = useRef(data);
  shown.current = data;
  /** Address last written by this page; a different one comes from the history. */
  const address = useRef(addressOf(initial));

  function write(asked: Asked, how: 'pushState' | 'replaceState', hash = ''): void {
    address.current = addressOf(asked);
    history[how](null, '', `${address.current}${hash}`);
  }

  async function show(asked: Asked, isSent = false): Promise<void> {
    if (api === null) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setAwaited(asked.question);
    const loaded = await loadSearch(api, asked, { signal: controller.signal, isSent });
    if (controller.signal.aborted) return;
    setData(loaded);
    setAwaited(null);
    // The name that was typed has become a code.
    write(loaded, 'replaceState', location.hash);
  }

  function ask(question: Question): void {
    const asked = { question, filter: ALL };
    write(asked, 'pushState');
    void show(asked, true);
  }

  /** Filters the answer on screen, without another question. */
  function keep(filter: Filter): void {
    setData({ ...data, filter });
    write({ ...data, filter }, 'replaceState', location.hash);
  }

  useEffect(() => {
    const follow = () => {
      const asked = readAsked(new URLSearchParams(location.search));
      // A link inside the page changes only the fragment.
      if (addressOf(asked) === address.current) return;
      address.current = addressOf(asked);
      if (isEmpty(asked.question) && !hasHome) {
        location.reload();
        return;
      }
      if (addressOf(shown.current) !== address.current) {
        void show(asked);
        return;
      }
      // Back to the answer still on screen while the next one loads.
      running.current?.abort();
      setAwaited(null);
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  return { data, awaited, ask, keep };
}
