import type { Recommendation, Territory } from '../api/answers.ts';
import type { Outcome, Reader } from '../api/client.ts';
import { type Question, toApiQuery } from './question.ts';

const MOST_SUGGESTED = 8;
const MOST_NAMESAKES = 50;

/** Territories that answer to the name or the code that was typed, the likeliest first. */
export async function suggestTerritories(
  api: Reader,
  typed: string,
  signal?: AbortSignal,
): Promise<Outcome<readonly Territory[]>> {
  const query = new URLSearchParams({ q: typed, limit: String(MOST_SUGGESTED) });
  const found = await api.get('/v1/territories', { query, signal });
  return found.ok ? { ok: true, data: found.data.territories } : found;
}

/** Finds the territory that a typed name means, or those to choose from: all its namesakes, else those near it. */
export async function findTerritories(
  api: Reader,
  typed: string,
  signal?: AbortSignal,
): Promise<Outcome<readonly Territory[]>> {
  const query = new URLSearchParams({ q: typed, limit: String(MOST_NAMESAKES) });
  const found = await api.get('/v1/territories', { query, signal });
  if (!found.ok) return found;
  const { territories, named } = found.data;
  return { ok: true, data: territories.slice(0, named > 0 ? named : MOST_SUGGESTED) };
}

/** @param limit how many experiences to ask for, as written; empty leaves it to the service */
export function askRecommendation(
  api: Reader,
  question: Question,
  { limit, signal }: { readonly limit?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Outcome<Recommendation>> {
  return api.get('/v1/recommendations', { query: toApiQuery(question, limit), signal });
}
