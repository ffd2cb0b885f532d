import type { ExperiencePage } from './answers.ts';
import type { Api, Outcome } from './client.ts';

/** Reads a page of whole experiences and their counts: the service answers so unless `view` asks for less. */
export async function readExperiences(api: Api, query: URLSearchParams): Promise<Outcome<ExperiencePage>> {
  const outcome = await api.get('/v1/experiences', { query });
  if (!outcome.ok) return outcome;
  const { data } = outcome;
  return 'facets' in data ? { ok: true, data } : { ok: false, failure: { kind: 'unreadable', status: 200 } };
}
