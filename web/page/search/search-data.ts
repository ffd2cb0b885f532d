import type { Label, Recommendation, Territory } from '../../api/answers.ts';
import { type Api, type Outcome, outcomeOf } from '../../api/client.ts';
import type { Filter } from './filter.ts';
import { isEmpty, type Question, toApiQuery } from './question.ts';

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

function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The one that was meant, or those among which to choose. */
function choose(typed: string, found: readonly Territory[]): readonly Territory[] {
  const wanted = folded(typed);
  const exact = found.filter(({ name, label }) => folded(name) === wanted || folded(label) === wanted);
  return exact.length > 0 ? exact : found;
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
  return choose(typedTerritory, await suggestTerritories(api, typedTerritory));
}

/** Everything that the page shows for a question. Throws `AbortError` when `signal` is aborted. */
export async function loadSearch(
  api: Api,
  { question, filter }: Pick<SearchData, 'question' | 'filter'>,
  signal?: AbortSignal,
): Promise<SearchData> {
  const found = await findTerritory(api, question);
  const [territory = null] = found.length === 1 ? found : [];
  const isNamed = question.territory === '' && question.typedTerritory !== '';
  const resolved =
    territory === null
      ? question
      : { ...question, territory: territory.code, typedTerritory: territory.name };
  const data = {
    question: resolved,
    filter,
    territory,
    homonyms: found.length > 1 ? found : [],
    isTerritoryUnknown: isNamed && found.length === 0,
  };
  if (isEmpty(question) || (isNamed && territory === null)) return { ...data, outcome: null };
  return { ...data, outcome: await askRecommendation(api, resolved, signal) };
}

function askRecommendation(
  api: Api,
  question: Question,
  signal?: AbortSignal,
): Promise<Outcome<Recommendation>> {
  const slow = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  return outcomeOf(
    api.GET('/v1/recommendations', {
      querySerializer: () => toApiQuery(question).toString(),
      signal: signal === undefined ? slow : AbortSignal.any([signal, slow]),
    }),
  );
}

export async function loadTaxonomy(api: Api): Promise<Taxonomy> {
  const [themes, levers] = await Promise.all([
    outcomeOf(api.GET('/v1/themes')),
    outcomeOf(api.GET('/v1/levers')),
  ]);
  return {
    themes: themes.ok ? themes.data.themes.map(({ id, label }) => ({ id, label })) : [],
    levers: levers.ok ? levers.data.levers.map(({ id, label }) => ({ id, label })) : [],
  };
}
