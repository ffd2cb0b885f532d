import type { FastifyRequest } from 'fastify';
import { DomainError, isDomainError } from '../../domain/errors.ts';
import { isProblemCode, PROBLEMS, type ProblemCode, statusOf } from './problem-catalogue.ts';
import type { FieldError, Problem } from './problem-schema.ts';

type Facts = Pick<Problem, 'errors' | 'valid' | 'nearest' | 'candidates'>;
type Headers = Readonly<Record<string, string>>;

/** Error of the HTTP layer itself, outside the domain. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: ProblemCode;
  readonly facts: Facts;
  readonly headers: Headers;

  /** @param more `detail` in French; the advice of the catalogue when it is left out */
  constructor(code: ProblemCode, more: { detail?: string; facts?: Facts; headers?: Headers } = {}) {
    super(more.detail ?? PROBLEMS[code].advice);
    this.code = code;
    this.facts = more.facts ?? {};
    this.headers = more.headers ?? {};
  }
}

type FailedRequest = Pick<FastifyRequest, 'id' | 'url' | 'body' | 'query'>;

/** Most invalid values that an answer lists. */
export const MAX_ERRORS = 20;

const FRAMEWORK_CODES: ReadonlyMap<string, ProblemCode> = new Map([
  ['FST_ERR_BAD_URL', 'url-invalid'],
  ['FST_ERR_MAX_PARAM_LENGTH', 'url-too-long'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'content-type-unsupported'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'body-too-large'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'json-invalid'],
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'json-invalid'],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'body-incomplete'],
]);

/** Sent as WWW-Authenticate (RFC 6750). */
const CHALLENGES: Readonly<Partial<Record<ProblemCode, string>>> = {
  'key-required': 'Bearer realm="essaimage"',
  'key-invalid': 'Bearer realm="essaimage", error="invalid_token"',
};

/** Returns the public code of an error; `internal` for an unexpected one. */
function codeOf(error: unknown): ProblemCode {
  if (error instanceof HttpProblem) return error.code;
  // A domain error without a problem is for the operator: its message names folders and processes.
  if (error instanceof DomainError) return isProblemCode(error.code) ? error.code : 'internal';
  if (typeof error !== 'object' || error === null) return 'internal';
  const known = 'code' in error ? FRAMEWORK_CODES.get(String(error.code)) : undefined;
  if (known !== undefined) return known;
  const status = 'statusCode' in error ? error.statusCode : undefined;
  // 403 and 404 come from @fastify/static, for a path outside its folder; 400, from a body cut short.
  if (status === 403 || status === 404) return 'route-not-found';
  return status === 400 ? 'body-incomplete' : 'internal';
}

/** Points at an id that the request gave alone (`theme`) or in a list of ids or objects (`themes`). */
function locate(
  request: FailedRequest,
  name: 'theme' | 'lever',
  id: string,
): Omit<FieldError, 'code' | 'detail'> {
  const part = request.body ? 'body' : 'query';
  const given = Object(request[part]);
  const field = [`${name}s`, name].find((each) => Array.isArray(given[each]));
  if (field === undefined) return { in: part, pointer: `/${name}` };
  const list: readonly unknown[] = given[field];
  const index = list.findIndex((item) => item === id || Object(item).id === id);
  return { in: part, pointer: `/${field}/${index}` };
}

function factsOf(error: unknown, request: FailedRequest): Facts {
  if (error instanceof HttpProblem) return error.facts;
  if (isDomainError(error, 'territory-unknown')) return { nearest: [...error.details.nearest] };
  if (isDomainError(error, 'territory-ambiguous')) return { candidates: [...error.details.candidates] };
  if (isDomainError(error, 'quote-not-in-fiche')) {
    const { code, message: detail, details } = error;
    // A corrected text may break a quote that was not sent: the whole body is then to look at.
    const isSent = ([field = '']: readonly (string | number)[]) => Object.hasOwn(Object(request.body), field);
    const errors = details.paths.map((path) => ({
      in: 'body' as const,
      pointer: isSent(path) ? `/${path.join('/')}` : '',
      code,
      detail: isSent(path) ? detail : `/${path.join('/')} : ${detail}`,
    }));
    return { errors: errors.slice(0, MAX_ERRORS) };
  }
  for (const [code, name] of [
    ['theme-unknown', 'theme'],
    ['lever-unknown', 'lever'],
  ] as const) {
    if (!isDomainError(error, code)) continue;
    const { id, valid } = error.details;
    return { errors: [{ ...locate(request, name, id), code, detail: error.message }], valid: [...valid] };
  }
  return {};
}

/** Returns the path of a URL, without its query, as a URI reference of at most 300 characters. */
function instanceOf(url: string): string {
  const [path = ''] = url.split(/[?#;]/, 1);
  return path
    .slice(0, 300)
    .replace(/[^\w\-.~!$&'()*+,=:@/%]/g, '_')
    .replace(/%(?![\da-f]{2})/gi, '_');
}

/** Address of the experience that remains after a merge. */
function locationOf(error: unknown): Headers {
  if (!isDomainError(error, 'experience-merged')) return {};
  return { location: `/v1/experiences/${encodeURIComponent(error.details.into)}` };
}

/** Converts an error to RFC 9457. A 5xx never shows its message, only the advice of the catalogue. */
export function toProblem(error: unknown, request: FailedRequest): { problem: Problem; headers: Headers } {
  const code = codeOf(error);
  const { title, advice, retryAfterSeconds } = PROBLEMS[code];
  const status = statusOf(code);
  const challenge = CHALLENGES[code];
  const isOurs = error instanceof HttpProblem || error instanceof DomainError;
  return {
    problem: {
      type: `/errors#${code}`,
      title,
      status,
      detail: isOurs && status < 500 ? error.message : advice,
      instance: instanceOf(request.url),
      code,
      ...factsOf(error, request),
      ...(status >= 500 ? { requestId: request.id } : {}),
    },
    headers: {
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
      ...locationOf(error),
      ...(error instanceof HttpProblem ? error.headers : {}),
    },
  };
}
