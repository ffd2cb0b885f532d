import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { createApi, type FetchApi } from '../api/client.ts';
import { createEditingApi } from '../api/editing.ts';
import type { Pages, Surroundings } from '../contract.ts';
import { Document } from './document.tsx';
import { explain } from './layout/failure-page.tsx';
import { notFound } from './layout/not-found.tsx';
import type { PageAnswer, PageRequest } from './layout/page.ts';
import { FORM_ACTIONS, FRAMABLE, PAGES } from './pages.ts';
import { INDEXED_PATHS } from './reference/site-plan.ts';

const OK = 200;
const FIRST_ERROR = 400;

function write(
  answer: PageAnswer,
  { assets, operator }: Pick<Surroundings, 'assets' | 'operator'>,
  origin: string | null,
): string {
  return `<!doctype html>${renderToString(h(Document, { answer, assets, operator, origin }))}`;
}

/** Asks the API, and remembers its `retry-after`. */
function noticeDelay(fetchApi: FetchApi) {
  let delay: string | null = null;
  return {
    async fetchApi(asked: Request): Promise<Response> {
      const answer = await fetchApi(asked);
      delay = answer.headers.get('retry-after') ?? delay;
      return answer;
    },
    headersFor({ status = OK, isReloaded = false }: PageAnswer): Readonly<Record<string, string>> {
      if (delay === null || status < FIRST_ERROR) return {};
      return { 'retry-after': delay, ...(isReloaded ? { refresh: delay } : {}) };
    },
  };
}

function answerTo(request: PageRequest, pattern: string, form: FormData | null) {
  if (form === null) return (PAGES[pattern] ?? notFound)(request);
  const act = FORM_ACTIONS[pattern];
  return act === undefined ? notFound(request) : act(request, form);
}

export const pages: Pages = {
  paths: Object.keys(PAGES),
  formPaths: Object.keys(FORM_ACTIONS),
  indexedPaths: INDEXED_PATHS,
  framablePaths: FRAMABLE,

  async handle(request, pattern, around) {
    const url = new URL(request.url);
    const { fetchApi, headersFor } = noticeDelay(around.fetchApi);
    const api = createApi(url.origin, fetchApi);
    const asked: PageRequest = {
      url,
      params: around.params,
      api,
      editing: createEditingApi(api),
      describeApi: around.describeApi,
      requestId: around.requestId,
      operator: around.operator,
      component: around.assets.component,
      session: around.session,
      hasAccounts: around.hasAccounts,
    };
    const answer = await answerTo(asked, pattern, around.form);
    if (answer instanceof Response) return answer;
    return new Response(write(answer, around, url.origin), {
      status: answer.status ?? OK,
      headers: { 'content-type': 'text/html; charset=utf-8', ...headersFor(answer) },
    });
  },

  failurePage(problem, { requestId, path, ...around }) {
    const [pathname = '', search = ''] = path.split(/(?=\?)/, 2);
    const failure = { kind: 'problem', problem } as const;
    const answer = explain(failure, problem.status, { url: { pathname, search }, requestId });
    return { html: write(answer, around, null), isReloaded: answer.isReloaded === true };
  },
};
