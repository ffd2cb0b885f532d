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

/** Territories that bear the name or the code that was typed, the likeliest first; empty when none could be asked. */
export async function suggestTerritories(
  api: Api,
  typed: string,
  signal?: AbortSignal,
): Promise<readonly Territory[]> {
  const call = api.GET('/v1/territories', {
    params: { query: { q: typed, limit: SUGGESTIONS } },
    ...(signal === undefined ? {} : { signal }),
  });
  const outcome = await outcomeOf(call);
  return outcome.ok ? outcome.data.territories : [];
}

async function findTerritory(api: Api, { territory, typedTerritory, kind }: Question) {
  if (territory !== '') {
    const isKind = (['commune', 'epci', 'ept', 'departement', 'region'] as const).find(
      (each) => each === kind,
    );
    const query = isKind === undefined ? {} : { kind: isKind };
    const outcome = await outcomeOf(
      api.GET('/v1/territories/{code}', { params: { path: { code: territory }, query } }),
    );
    return outcome.ok ? [outcome.data] : [];
  }
  if (typedTerritory === '') return [];
  return meantTerritories(typedTerritory, await suggestTerritories(api, typedTerritory));
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
  options: SearchOptions = {},
): Promise<SearchData> {
  const found = await findTerritory(api, question);
  const [territory = null] = found.length === 1 ? found : [];
  const isNamed = question.territory === '' && question.typedTerritory !== '';
  const resolved = territory === null ? question : forTerritory(question, territory);
  const data = {
    question: resolved,
    filter,
    territory,
    homonyms: found.length > 1 ? found : [],
    isTerritoryUnknown: isNamed && found.length === 0,
  };
  if (isEmpty(question) || (isNamed && territory === null)) return { ...data, outcome: null };
  return { ...data, outcome: await askRecommendation(api, resolved, options) };
}

function askRecommendation(
  api: Api,
  question: Question,
  { signal, limit }: SearchOptions,
): Promise<Outcome<Recommendation>> {
  const slow = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  return outcomeOf(
    api.GET('/v1/recommendations', {
      querySerializer: () => toApiQuery(question, limit).toString(),
      signal: signal === undefined ? slow : AbortSignal.any([signal, slow]),
    }),
  );
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
