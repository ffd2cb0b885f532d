import type { Problem } from './answers.ts';
import type { paths } from './schema.ts';

/** Answers a request to the service: `fetch` in a browser, a direct call on the server. */
export type FetchApi = (request: Request) => Promise<Response>;

/** Why there is no answer: a refusal of the service, no connection, no time left, or an answer of something else. */
export type Failure =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'unreadable'; readonly status: number };

export type Outcome<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly failure: Failure };

type Json<T = unknown> = { readonly content: { readonly 'application/json': T } };
type Get<T = unknown> = { readonly get: { readonly responses: { readonly 200: Json<T> } } };
type Post<B = unknown, T = unknown> = {
  readonly post: { readonly requestBody: Json<B>; readonly responses: { readonly 201: Json<T> } };
};
type Delete = { readonly delete: { readonly responses: { readonly 204: unknown } } };

/** Paths of the operations of one shape. */
type PathsWith<Shape> = { [P in keyof paths]: paths[P] extends Shape ? P : never }[keyof paths];
type ReadBy<P extends keyof paths> = paths[P] extends Get<infer T> ? T : never;
type SentTo<P extends keyof paths> = paths[P] extends Post<infer B> ? B : never;
type CreatedBy<P extends keyof paths> = paths[P] extends Post<unknown, infer T> ? T : never;

/** Values of the part of a path that stands in braces; `{}` for a path without any. */
type Named<P> = Readonly<Record<P extends `${string}{${infer Name}}${string}` ? Name : never, string>>;

interface Asked {
  readonly query?: URLSearchParams;
  /** Once it is aborted, the outcome means nothing. */
  readonly signal?: AbortSignal | undefined;
}

/** The API of the service. Its calls never throw. */
export interface Api {
  get<P extends PathsWith<Get>>(path: P, named: Named<P>, asked?: Asked): Promise<Outcome<ReadBy<P>>>;
  post<P extends PathsWith<Post>>(path: P, body: SentTo<P>): Promise<Outcome<CreatedBy<P>>>;
  delete<P extends PathsWith<Delete>>(path: P, named: Named<P>): Promise<Outcome<undefined>>;
}

/** Longer than any good answer takes. */
const ANSWER_TIMEOUT_MS = 20_000;
const NO_CONTENT = 204;

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    ['code', 'title', 'detail'].every((field) => typeof Reflect.get(body, field) === 'string') &&
    typeof Reflect.get(body, 'status') === 'number'
  );
}

/** Null when the body is not JSON. */
async function readBody(response: Response): Promise<{ readonly json: unknown } | null> {
  const text = await response.text();
  if (response.status === NO_CONTENT) return { json: undefined };
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Address of an operation under the service. */
export function addressOf(
  path: string,
  named: Readonly<Record<string, string>>,
  query?: URLSearchParams,
): string {
  const written = path.replace(/\{(\w+)\}/, (_braces, name) => encodeURIComponent(named[name] ?? ''));
  return query === undefined ? written : `${written}?${query}`;
}

type IsExpected = (path: keyof paths, body: unknown) => boolean;

/** Returns a function that calls one operation of the service; the caller says what it answers. */
export function createCaller(
  service: string,
  fetchApi: FetchApi,
  isExpected: IsExpected = () => true,
): <T>(path: keyof paths, address: string, init: RequestInit) => Promise<Outcome<T>> {
  return async function call<T>(
    path: keyof paths,
    address: string,
    { signal, ...init }: RequestInit,
  ): Promise<Outcome<T>> {
    const isAnswer = (body: unknown): body is T => isExpected(path, body);
    const failed = (failure: Failure) => ({ ok: false, failure }) as const;
    // `AbortSignal.any` would say it in a line, but not to the oldest browsers of the component.
    const controller = new AbortController();
    let isTooSlow = false;
    const timer = setTimeout(() => {
      isTooSlow = true;
      controller.abort();
    }, ANSWER_TIMEOUT_MS);
    signal?.addEventListener('abort', () => controller.abort(), { signal: controller.signal });
    try {
      signal?.throwIfAborted();
      const response = await fetchApi(
        new Request(`${service}${address}`, { ...init, signal: controller.signal }),
      );
      const body = await readBody(response);
      if (response.ok && body !== null && isAnswer(body.json)) return { ok: true, data: body.json };
      if (!response.ok && isProblem(body?.json)) return failed({ kind: 'problem', problem: body.json });
      return failed({ kind: 'unreadable', status: response.status });
    } catch {
      return failed({ kind: isTooSlow ? 'too-slow' : 'unreachable' });
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * @param service address of the service, without a final slash
 * @param isExpected checks what a path answered, where something may stand between the service and its caller
 */
export function createApi(service: string, fetchApi: FetchApi, isExpected?: IsExpected): Api {
  const call = createCaller(service, fetchApi, isExpected);
  return {
    get: (path, named, { query, signal = null } = {}) =>
      call(path, addressOf(path, named, query), { signal }),
    post: (path, body) =>
      call(path, path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    delete: (path, named) => call(path, addressOf(path, named), { method: 'DELETE' }),
  };
}
