import {
  MOST_NAMESAKES,
  MOST_NEAR,
  meantTerritories,
  withoutPlace,
} from '../../src/domain/territory/meant-territories.ts';
import type { Recommendation, Territory } from '../api/answers.ts';
import type { Outcome, Reader } from '../api/client.ts';
import { type Question, toApiQuery } from './question.ts';

/** Territories that answer to the name or the code that was typed, the likeliest first. */
export async function suggestTerritories(
  api: Reader,
  typed: string,
  signal?: AbortSignal,
  limit = MOST_NEAR,
): Promise<Outcome<readonly Territory[]>> {
  const query = new URLSearchParams({ q: typed, limit: String(limit) });
  const found = await api.get('/v1/territories', { query, signal });
  return found.ok ? { ok: true, data: found.data.territories } : found;
}

/** Finds the territory that a typed name means, or those to choose from: all its namesakes, else those near it. */
export async function findTerritories(
  api: Reader,
  typed: string,
  signal?: AbortSignal,
): Promise<Outcome<readonly Territory[]>> {
  const found = await suggestTerritories(api, withoutPlace(typed), signal, MOST_NAMESAKES);
  if (!found.ok) return found;
  const matches = found.data.map((one) => ({
    ...one,
    territory: { ...one, populationCount: one.population },
  }));
  const meant = meantTerritories(typed, matches);
  return { ok: true, data: meant.length > 0 ? meant : found.data.slice(0, MOST_NEAR) };
}

/** @param limit how many experiences to ask for, as written; empty leaves it to the service */
export function askRecommendation(
  api: Reader,
  question: Question,
  { limit, signal }: { readonly limit?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Outcome<Recommendation>> {
  return api.get('/v1/recommendations', { query: toApiQuery(question, limit), signal });
}
