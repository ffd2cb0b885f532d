import type { Problem } from './answers.ts';
import type { Answer, MaybeAsked, Method, PathsOf, SentDocument } from './operations.ts';
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

type Call<M extends Method> = <P extends PathsOf<M>>(
  path: P,
  ...asked: MaybeAsked<P, M>
) => Promise<Outcome<Answer<P, M>>>;

/** The API of the service. Its calls never throw. */
export interface Api {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
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

/** Parameters of an address; a list repeats its name. */
function writeQuery(query: object): URLSearchParams {
  if (query instanceof URLSearchParams) return query;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().flatMap((each) => (each === undefined ? [] : [[name, String(each)] as [string, string]])),
  );
  return new URLSearchParams(pairs);
}

/** Parts of any call; `Asked` says which of them its operation takes. */
interface Given {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: object;
  readonly body?: unknown;
  readonly document?: SentDocument;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

function addressOf(path: string, { path: named = {}, query }: Given): string {
  const written = path.replace(/\{(\w+)\}/g, (_braces, name) => encodeURIComponent(String(named[name])));
  return query === undefined ? written : `${written}?${writeQuery(query)}`;
}

function writeInit(method: Method, { body, document, headers }: Given): RequestInit {
  const sent =
    document ?? (body === undefined ? null : { mediaType: 'application/json', body: JSON.stringify(body) });
  return {
    method: method.toUpperCase(),
    headers: { ...(sent === null ? {} : { 'content-type': sent.mediaType }), ...headers },
    body: sent?.body ?? null,
  };
}

export interface Options {
  /** Checks what a path answered, where something may stand between the service and its caller. */
  readonly isExpected?: (path: keyof paths, body: unknown) => boolean;
  /** Longest wait for an answer, attempts included. */
  readonly timeoutMs?: number;
}

/** @param service address of the service, without a final slash */
export function createApi(service: string, fetchApi: FetchApi = fetch, options: Options = {}): Api {
  const { isExpected = () => true, timeoutMs = ANSWER_TIMEOUT_MS } = options;

  async function call<T>(method: Method, path: keyof paths, given: Given): Promise<Outcome<T>> {
    const isAnswer = (body: unknown): body is T => isExpected(path, body);
    const failed = (failure: Failure) => ({ ok: false, failure }) as const;
    const { signal } = given;
    // `AbortSignal.any` would say it in a line, but not to the oldest browsers of the component.
    const controller = new AbortController();
    let isTooSlow = false;
    const timer = setTimeout(() => {
      isTooSlow = true;
      controller.abort();
    }, timeoutMs);
    signal?.addEventListener('abort', () => controller.abort(), { signal: controller.signal });
    try {
      signal?.throwIfAborted();
      const init = { ...writeInit(method, given), signal: controller.signal };
      const response = await fetchApi(new Request(`${service}${addressOf(path, given)}`, init));
      const body = await readBody(response);
      if (response.ok && body !== null && isAnswer(body.json)) return { ok: true, data: body.json };
      if (!response.ok && isProblem(body?.json)) return failed({ kind: 'problem', problem: body.json });
      return failed({ kind: 'unreadable', status: response.status });
    } catch {
      return failed({ kind: isTooSlow ? 'too-slow' : 'unreachable' });
    } finally {
      clearTimeout(timer);
      // Also forgets the signal of the caller, which may live longer than many calls.
      controller.abort();
    }
  }

  return {
    get: (path, ...[asked = {}]) => call('get', path, asked),
    post: (path, ...[asked = {}]) => call('post', path, asked),
    patch: (path, ...[asked = {}]) => call('patch', path, asked),
    delete: (path, ...[asked = {}]) => call('delete', path, asked),
  };
}
