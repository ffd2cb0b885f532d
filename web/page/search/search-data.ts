import type { Label, Recommendation, Territory } from '../../api/answers.ts';
import { type Api, type Outcome, outcomeOf } from '../../api/client.ts';
import type { Filter } from './filter.ts';
import { meantTerritories } from './meant-territories.ts';
import { forTerritory, isEmpty, type Question, toApiQuery } from './question.ts';

/** What the page shows: the question, and what the service answered to it. */
export interface SearchData {
  readonly question: Question;
  /** The territory of the question, when its code is known. */
  readonly territory: Territory | null;
  /** Territories among which the person has to choose: several bear the name that was typed. */
  readonly homonyms: readonly Territory[];
  /** A name was typed and no territory bears it. */
  readonly isTerritoryUnknown: boolean;
  /** Null: nothing was asked yet, or the territory must be chosen first. */
  readonly outcome: Outcome<Recommendation> | null;
  readonly filter: Filter;
}

/** The choices that the form offers. */
export interface Taxonomy {
  readonly themes: readonly Label[];
  readonly levers: readonly Label[];
}

const SUGGESTIONS = 8;
/** Longer than any good answer takes: what comes after is not worth the wait. */
const ANSWER_TIMEOUT_MS = 20_000;

/** Territories that answer to the name or the code that was typed, the likeliest first. */
export function suggestTerritories(
  api: Api,
  typed: string,
  signal: AbortSignal,
): Promise<Outcome<{ readonly territories: readonly Territory[] }>> {
  return outcomeOf(
    api.GET('/v1/territories', { params: { query: { q: typed, limit: SUGGESTIONS } }, signal }),
  );
}

const KINDS_WITH_A_CODE = ['commune', 'epci', 'ept', 'departement', 'region'] as const;

/** The territories that the question may mean: none is not a failure. */
async function findTerritories(
  api: Api,
  { territory, typedTerritory, kind }: Question,
  signal: AbortSignal,
): Promise<Outcome<readonly Territory[]>> {
  if (territory !== '') {
    const known = KINDS_WITH_A_CODE.find((each) => each === kind);
    const query = known === undefined ? {} : { kind: known };
    const found = await outcomeOf(
      api.GET('/v1/territories/{code}', { params: { path: { code: territory }, query }, signal }),
    );
    // A code that leads nowhere is explained by the answer to the question itself.
    return { ok: true, data: found.ok ? [found.data] : [] };
  }
  if (typedTerritory === '') return { ok: true, data: [] };
  const found = await suggestTerritories(api, typedTerritory, signal);
  return found.ok ? { ok: true, data: meantTerritories(typedTerritory, found.data.territories) } : found;
}

interface SearchOptions {
  readonly signal?: AbortSignal;
  /** How many experiences to ask for; as many as the page shows when it is left out. */
  readonly limit?: string;
}

/** Everything that the page shows for a question. Throws `AbortError` when `signal` is aborted. */
export async function loadSearch(
  api: Api,
  { question, filter }: Pick<SearchData, 'question' | 'filter'>,
  { signal: given, limit }: SearchOptions = {},
): Promise<SearchData> {
  const slow = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const signal = given === undefined ? slow : AbortSignal.any([given, slow]);
  const found = await findTerritories(api, question, signal);
  const territories = found.ok ? found.data : [];
  const [territory = null] = territories.length === 1 ? territories : [];
  const isNamed = question.territory === '' && question.typedTerritory !== '';
  const resolved = territory === null ? question : forTerritory(question, territory);
  const data = {
    question: resolved,
    filter,
    territory,
    homonyms: territories.length > 1 ? territories : [],
    isTerritoryUnknown: found.ok && isNamed && territories.length === 0,
  };
  if (!found.ok) return { ...data, outcome: found };
  if (isEmpty(question) || (isNamed && territory === null)) return { ...data, outcome: null };
  const asked = api.GET('/v1/recommendations', {
    querySerializer: () => toApiQuery(resolved, limit).toString(),
    signal,
  });
  return { ...data, outcome: await outcomeOf(asked) };
}

/** The choices that the form offers, or why they could not be had. */
export async function loadTaxonomy(api: Api): Promise<Outcome<Taxonomy>> {
  const [themes, levers] = await Promise.all([
    outcomeOf(api.GET('/v1/themes')),
    outcomeOf(api.GET('/v1/levers')),
  ]);
  if (!themes.ok) return themes;
  if (!levers.ok) return levers;
  const labels = (items: readonly Label[]) => items.map(({ id, label }) => ({ id, label }));
  return { ok: true, data: { themes: labels(themes.data.themes), levers: labels(levers.data.levers) } };
}
