import { fold } from '../../src/domain/text/fold.ts';
import type { Recommendation, Territory } from '../api/answers.ts';
import type { Outcome, Reader } from '../api/client.ts';
import { type Question, toApiQuery } from './question.ts';

/** Same for two spellings of a name: case, accents, hyphens and apostrophes do not count. */
function folded(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Territories whose name is exactly the typed one; all those found when there is none. */
function meantTerritories(typed: string, found: readonly Territory[]): readonly Territory[] {
  const wanted = folded(typed);
  const exact = found.filter(({ name, label }) => folded(name) === wanted || folded(label) === wanted);
  return exact.length > 0 ? exact : found;
}

const SUGGESTIONS = '8';

/** Territories that answer to the name or the code that was typed, the likeliest first. */
export async function suggestTerritories(
  api: Reader,
  typed: string,
  signal?: AbortSignal,
): Promise<Outcome<readonly Territory[]>> {
  const query = new URLSearchParams({ q: typed, limit: SUGGESTIONS });
  const found = await api.get('/v1/territories', { query, signal });
  return found.ok ? { ok: true, data: found.data.territories } : found;
}

/** Finds the territory that a typed name means, or those to choose from. */
export async function findTerritories(
  api: Reader,
  typed: string,
  signal?: AbortSignal,
): Promise<Outcome<readonly Territory[]>> {
  const found = await suggestTerritories(api, typed, signal);
  return found.ok ? { ok: true, data: meantTerritories(typed, found.data) } : found;
}

/** @param limit how many experiences to ask for, as written; empty leaves it to the service */
export function askRecommendation(
  api: Reader,
  question: Question,
  { limit, signal }: { readonly limit?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Outcome<Recommendation>> {
  return api.get('/v1/recommendations', { query: toApiQuery(question, limit), signal });
}
