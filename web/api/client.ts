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

/** Its readings alone. */
export type Reader = Pick<Api, 'get'>;

/** Longer than any good answer takes. */
const ANSWER_TIMEOUT_MS = 20_000;
const TOO_SLOW = 'too-slow';

function isProblem(body: unknown): body is Problem {
  const { code, detail, status } = Object(body);
  return [code, detail].every((text) => typeof text === 'string') && typeof status === 'number';
}

/** Null when the body is not JSON. */
async function readBody(response: Response): Promise<{ readonly json: unknown } | null> {
  const text = await response.text();
  if (response.status === 204) return { json: undefined };
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
    [value].flat().map((each): [string, string] => [name, each]),
  );
  return new URLSearchParams(pairs);
}

/** Parts of any call; `Asked` says which of them its operation takes. */
interface Given {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly body?: unknown;
  readonly document?: SentDocument;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | null | undefined;
}

function addressOf(path: string, { path: named = {}, query }: Given): string {
  const written = path.replace(/\{(\w+)\}/g, (_braces, name) => encodeURIComponent(named[name] ?? ''));
  return query ? `${written}?${writeQuery(query)}` : written;
}

function writeInit(method: Method, { body, document, headers, signal = null }: Given): RequestInit {
  const json = body === undefined ? null : { mediaType: 'application/json', body: JSON.stringify(body) };
  const sent = document ?? json;
  return {
    method: method.toUpperCase(),
    headers: { ...(sent && { 'content-type': sent.mediaType }), ...headers },
    body: sent?.body ?? null,
    signal,
  };
}

export interface Options {
  /** Checks what a path answered, where something may stand between the service and its caller. */
  readonly isExpected?: (path: keyof paths, body: unknown) => boolean;
  /** Longest wait for an answer, attempts included. */
  readonly timeoutMs?: number;
}

type SendRequest = <T>(path: keyof paths, address: string, init: RequestInit) => Promise<Outcome<T>>;

/** Returns a function that calls one operation of the service; its caller says what it answers. */
function createCaller(service: string, fetchApi: FetchApi, options: Options): SendRequest {
  const { isExpected = () => true, timeoutMs = ANSWER_TIMEOUT_MS } = options;
  return async <T>(path: keyof paths, address: string, { signal, ...init }: RequestInit) => {
    const isAnswer = (body: unknown): body is T => isExpected(path, body);
    // `AbortSignal.any` would say it in a line, but not to the oldest browsers of the component.
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(TOO_SLOW), timeoutMs);
    signal?.addEventListener('abort', () => controller.abort(), { signal: controller.signal });
    try {
      signal?.throwIfAborted();
      const request = new Request(`${service.replace(/\/$/, '')}${address}`, {
        ...init,
        signal: controller.signal,
      });
      const response = await fetchApi(request);
      const body = await readBody(response);
      if (response.ok && body !== null && isAnswer(body.json)) return { ok: true, data: body.json };
      if (!response.ok && isProblem(body?.json)) {
        return { ok: false, failure: { kind: 'problem', problem: body.json } };
      }
      return { ok: false, failure: { kind: 'unreadable', status: response.status } };
    } catch {
      return {
        ok: false,
        failure: { kind: controller.signal.reason === TOO_SLOW ? TOO_SLOW : 'unreachable' },
      };
    } finally {
      clearTimeout(timer);
      // Also forgets the signal of the caller, which may live longer than many calls.
      controller.abort();
    }
  };
}

function readWith(send: SendRequest): Call<'get'> {
  return (path, ...[asked = {}]) => {
    const { headers = {}, signal = null }: Given = asked;
    return send(path, addressOf(path, asked), { headers, signal });
  };
}

/** Readings alone, for programs that must stay small. */
export function createReader(service: string, fetchApi: FetchApi, options: Options): Reader {
  return { get: readWith(createCaller(service, fetchApi, options)) };
}

/** @param service address of the service, with a final slash or not */
export function createApi(service: string, fetchApi: FetchApi = fetch, options: Options = {}): Api {
  const send = createCaller(service, fetchApi, options);
  const callWith =
    <M extends Method>(method: M): Call<M> =>
    (path, ...[asked = {}]) =>
      send(path, addressOf(path, asked), writeInit(method, asked));
  return {
    get: readWith(send),
    post: callWith('post'),
    patch: callWith('patch'),
    delete: callWith('delete'),
  };
}
