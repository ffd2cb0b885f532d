import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { createApi, type FetchApi } from '../api/client.ts';
import { type Assets, Document } from './document.tsx';
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

function write(answer: PageAnswer, assets: Assets, origin: string): Response {
  const html = renderToString(h(Document, { answer, assets, origin }));
  return new Response(`<!doctype html>${html}`, {
    status: answer.status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

/** Answers a request for a page; a pattern that no page has gets the page that says so. */
export async function handle(request: Request, pattern: string, around: Surroundings): Promise<Response> {
  const url = new URL(request.url);
  const page = PAGES[pattern] ?? notFound;
  const answer = await page({
    url,
    params: around.params,
    api: createApi(url.origin, around.fetchApi),
    requestId: around.requestId,
    operator: around.operator,
  });
  return answer instanceof Response ? answer : write(answer, around.assets, url.origin);
}
