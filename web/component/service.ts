import type { Recommendation, Territory } from '../api/answers.ts';
import type { Failure, Outcome } from '../api/client.ts';
import { meantTerritories } from '../page/search/meant-territories.ts';
import { type Question, toApiQuery } from '../page/search/question.ts';
import { isProblem, isRecommendation, isTerritoryList } from './expect-shape.ts';

/** Longer than any good answer takes: what comes after is not worth the wait. */
const ANSWER_TIMEOUT_MS = 20_000;
const SUGGESTIONS = '8';

type Guard<T> = (value: unknown) => value is T;

function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no guard will take it for an answer.
    return undefined;
  }
}

/** Never throws: once `signal` is aborted, what it gives means nothing. */
async function read<T>(address: string, isExpected: Guard<T>, signal: AbortSignal): Promise<Outcome<T>> {
  const call = new AbortController();
  let isTooSlow = false;
  const timer = setTimeout(() => {
    isTooSlow = true;
    call.abort();
  }, ANSWER_TIMEOUT_MS);
  signal.addEventListener('abort', () => call.abort(), { signal: call.signal });
  try {
    const response = await fetch(address, { signal: call.signal, credentials: 'omit' });
    const body = await readJson(response);
    if (response.ok && isExpected(body)) return { ok: true, data: body };
    if (!response.ok && isProblem(body)) return failed({ kind: 'problem', problem: body });
    return failed({ kind: 'unreadable', status: response.status });
  } catch {
    return failed({ kind: isTooSlow ? 'too-slow' : 'unreachable' });
  } finally {
    clearTimeout(timer);
  }
}

/** @param service address of the service, without a final slash */
export function askRecommendation(
  service: string,
  query: string,
  signal: AbortSignal,
): Promise<Outcome<Recommendation>> {
  return read(`${service}/v1/recommendations?${query}`, isRecommendation, signal);
}

/** What `askRecommendation` sends for a question. */
export function queryOf(question: Question, limit: string): string {
  return toApiQuery(question, limit).toString();
}

/** The territories that may be meant by what was typed. */
export async function findTerritories(
  service: string,
  typed: string,
  signal: AbortSignal,
): Promise<Outcome<readonly Territory[]>> {
  const query = new URLSearchParams({ q: typed, limit: SUGGESTIONS });
  const found = await read(`${service}/v1/territories?${query}`, isTerritoryList, signal);
  return found.ok ? { ok: true, data: meantTerritories(typed, found.data.territories) } : found;
}
