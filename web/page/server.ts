import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Problem } from '../api/answers.ts';
import { createApi, type FetchApi } from '../api/client.ts';
import { type Assets, Document } from './document.tsx';
import { explain } from './layout/failure-page.tsx';
import { notFound } from './layout/not-found.tsx';
import type { Operator, PageAnswer } from './page.ts';
import { FRAMABLE, PAGES } from './pages.ts';

/** What the server that stands before the pages gives them. */
export interface Surroundings {
  readonly assets: Assets;
  readonly fetchApi: FetchApi;
  readonly requestId: string;
  readonly operator: Operator;
  /** Named parts of the path, as `pattern` names them. */
  readonly params: Readonly<Record<string, string>>;
}

/** Patterns of the paths that have a page: `/experiences/:id`. */
export const paths: readonly string[] = Object.keys(PAGES);

/** Those that other sites may show in a frame. */
export const framablePaths: readonly string[] = FRAMABLE;

const FIRST_ERROR = 400;

function write(answer: PageAnswer, assets: Assets, origin: string | null): string {
  return `<!doctype html>${renderToString(h(Document, { answer, assets, origin }))}`;
}

/** Asks the API, and keeps how long it says to wait before asking again. */
function noticeDelay(fetchApi: FetchApi) {
  let delay: string | null = null;
  return {
    async fetchApi(asked: Request): Promise<Response> {
      const answer = await fetchApi(asked);
      delay = answer.headers.get('retry-after') ?? delay;
      return answer;
    },
    /** To be sent with a page of this status: what is shown has nothing to wait for. */
    headersFor: (status: number) => (delay === null || status < FIRST_ERROR ? {} : { 'retry-after': delay }),
  };
}

/** Answers a request for a page; a pattern that no page has gets the page that says so. */
export async function handle(request: Request, pattern: string, around: Surroundings): Promise<Response> {
  const url = new URL(request.url);
  const page = PAGES[pattern] ?? notFound;
  const { fetchApi, headersFor } = noticeDelay(around.fetchApi);
  const answer = await page({
    url,
    params: around.params,
    api: createApi(url.origin, fetchApi),
    requestId: around.requestId,
    operator: around.operator,
  });
  if (answer instanceof Response) return answer;
  return new Response(write(answer, around.assets, url.origin), {
    status: answer.status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headersFor(answer.status) },
  });
}

/**
 * The document that says why a request was refused before any page could be asked, or while one was
 * written. It asks the API nothing.
 * @param path of the request with its parameters, to try again
 */
export function failurePage(
  problem: Problem,
  { assets, requestId, path }: Pick<Surroundings, 'assets' | 'requestId'> & { readonly path: string },
): string {
  const [pathname = '', search = ''] = path.split(/(?=\?)/, 2);
  const failure = { kind: 'problem', problem } as const;
  return write(explain(failure, problem.status, { url: { pathname, search }, requestId }), assets, null);
}
