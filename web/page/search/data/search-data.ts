import type { Label, Recommendation, Territory } from '../../../api/answers.ts';
import type { Api, Outcome } from '../../../api/client.ts';
import { askRecommendation, findTerritories } from '../../../question/ask-service.ts';
import { forTerritory, isEmpty, type Question } from '../../../question/question.ts';
import type { Filter } from './filter.ts';

/** Content of the page: the question and its answer. */
export interface SearchData {
  readonly question: Question;
  /** The territory of the question, when its code is known. */
  readonly territory: Territory | null;
  /** Territories with the typed name, when there are several to choose from. */
  readonly homonyms: readonly Territory[];
  /** Whether a name was typed that no territory has. */
  readonly isTerritoryUnknown: boolean;
  /** Null before a question, or while the territory is to be chosen. */
  readonly outcome: Outcome<Recommendation> | null;
  readonly filter: Filter;
}

/** Content of the address: the question and the filter of its answer. */
export type Asked = Pick<SearchData, 'question' | 'filter'>;

/** The choices that the form offers. */
export interface Taxonomy {
  readonly themes: readonly Label[];
  readonly levers: readonly Label[];
}

/** The territories that the question may mean. A code that leads to none, or to several, is read as a name. */
export async function territoriesOf(
  api: Api,
  { territory, typedTerritory, kind }: Question,
  signal?: AbortSignal,
): Promise<Outcome<readonly Territory[]>> {
  if (territory !== '') {
    const query = new URLSearchParams(kind === '' ? {} : { kind });
    const found = await api.get('/v1/territories/{code}', { path: { code: territory }, query, signal });
    if (found.ok) return { ok: true, data: [found.data] };
  }
  const typed = territory || typedTerritory;
  if (typed === '') return { ok: true, data: [] };
  const named = await findTerritories(api, typed, signal);
  const sharing = named.ok ? named.data.filter(({ code }) => code === territory) : [];
  return sharing.length > 0 ? { ok: true, data: sharing } : named;
}

interface SearchOptions {
  readonly signal?: AbortSignal;
  /** Whether a form was sent: the service then refuses an empty question, instead of nothing being asked. */
  readonly isSent?: boolean;
  /** Number of experiences to ask for; as many as the page shows when left out. */
  readonly limit?: string;
}

/** Loads the content of the page for a question; meaningless once `signal` is aborted. */
export async function loadSearch(
  api: Api,
  { question, filter }: Asked,
  options: SearchOptions = {},
): Promise<SearchData> {
  const found = await territoriesOf(api, question, options.signal);
  const territories = found.ok ? found.data : [];
  const [territory = null] = territories.length === 1 ? territories : [];
  const typedTerritory = question.territory || question.typedTerritory;
  const isUnsettled = found.ok && territory === null && typedTerritory !== '';
  const typed = isUnsettled ? { ...question, territory: '', typedTerritory } : question;
  const data = {
    question: territory === null ? typed : forTerritory(question, territory),
    filter,
    territory,
    homonyms: territories.length > 1 ? territories : [],
    isTerritoryUnknown: isUnsettled && territories.length === 0,
  };
  if (!found.ok) return { ...data, outcome: found };
  const isUnasked = isEmpty(question) && options.isSent !== true;
  if (isUnasked || isUnsettled) return { ...data, outcome: null };
  return { ...data, outcome: await askRecommendation(api, data.question, options) };
}

/** Loads the choices that the form offers. */
export async function loadTaxonomy(api: Api): Promise<Outcome<Taxonomy>> {
  const [themes, levers] = await Promise.all([api.get('/v1/themes'), api.get('/v1/levers')]);
  if (!themes.ok) return themes;
  if (!levers.ok) return levers;
  const labels = (items: readonly Label[]) => items.map(({ id, label }) => ({ id, label }));
  return { ok: true, data: { themes: labels(themes.data.themes), levers: labels(levers.data.levers) } };
}
