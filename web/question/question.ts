import type { Territory } from '../api/answers.ts';

/** Question as a person wrote it: the whole content of the page's address. */
export interface Question {
  /** Official code of the territory that was chosen from the list; empty without one. */
  readonly territory: string;
  /** Text typed in the field of the territory. */
  readonly typedTerritory: string;
  readonly kind: string;
  /** As typed: possibly not a number. */
  readonly population: string;
  readonly setting: string;
  readonly priorities: string;
  readonly themes: readonly string[];
  readonly levers: readonly string[];
  /** Ids of the excluded experiences. */
  readonly exclude: readonly string[];
}

export const NOTHING: Question = {
  territory: '',
  typedTerritory: '',
  kind: '',
  population: '',
  setting: '',
  priorities: '',
  themes: [],
  levers: [],
  exclude: [],
};

const TEXT_PARAMETERS = {
  territory: 'territoire',
  typedTerritory: 'nom',
  kind: 'type',
  population: 'population',
  setting: 'contexte',
  priorities: 'priorites',
} as const;

const LIST_PARAMETERS = { themes: 'themes', levers: 'leviers', exclude: 'sans' } as const;

/** A list may come from one parameter (a link) or from several (the check boxes of a plain form). */
function readList(parameters: URLSearchParams, name: string): readonly string[] {
  const ids = parameters.getAll(name).flatMap((value) => value.split(','));
  return [...new Set(ids.filter((id) => id !== ''))];
}

export function readQuestion(parameters: URLSearchParams): Question {
  const text = (name: string) => (parameters.get(name) ?? '').trim();
  return {
    territory: text(TEXT_PARAMETERS.territory),
    typedTerritory: text(TEXT_PARAMETERS.typedTerritory),
    kind: text(TEXT_PARAMETERS.kind),
    population: text(TEXT_PARAMETERS.population),
    setting: text(TEXT_PARAMETERS.setting),
    priorities: text(TEXT_PARAMETERS.priorities),
    themes: readList(parameters, LIST_PARAMETERS.themes),
    levers: readList(parameters, LIST_PARAMETERS.levers),
    exclude: readList(parameters, LIST_PARAMETERS.exclude),
  };
}

/** Parameters of the address that asks this question, without the empty ones. */
export function writeQuestion(question: Question): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [field, name] of entriesOf(TEXT_PARAMETERS)) {
    if (question[field] !== '') parameters.set(name, question[field]);
  }
  // The code replaces the name.
  if (question.territory !== '') parameters.delete(TEXT_PARAMETERS.typedTerritory);
  for (const [field, name] of entriesOf(LIST_PARAMETERS)) {
    if (question[field].length > 0) parameters.set(name, question[field].join(','));
  }
  return parameters;
}

function entriesOf<K extends string, V>(record: Readonly<Record<K, V>>): readonly (readonly [K, V])[] {
  // Object.entries widens the keys, which the literal above fixes.
  return Object.entries(record) as [K, V][];
}

export function isEmpty(question: Question): boolean {
  return writeQuestion(question).size === 0;
}

/** Whether there is something to answer: a territory alone is no question. */
export function isAnswerable({ priorities, themes, levers }: Question): boolean {
  return priorities !== '' || themes.length > 0 || levers.length > 0;
}

/** Codes of départements and régions have two or three characters, and some are shared. */
const LONGEST_SHARED_CODE = 3;

/** Kind of a territory whose code may be shared with another kind; empty when the code is enough. */
export function kindToTell({ code, kind }: Pick<Territory, 'code' | 'kind'>): string {
  return code.length <= LONGEST_SHARED_CODE ? kind : '';
}

/** The same question, for a territory of the register. */
export function forTerritory(question: Question, territory: Territory): Question {
  const kind = kindToTell(territory) || question.kind;
  return { ...question, territory: territory.code, typedTerritory: territory.name, kind };
}

/** Experiences that the page asks for: enough to filter without asking again. */
export const ASKED_EXPERIENCES = 12;

/**
 * The query of `GET /v1/recommendations`, for `limit` experiences; an empty limit leaves it to the service.
 * Invalid values are sent too: the API explains them.
 */
export function toApiQuery(question: Question, limit = String(ASKED_EXPERIENCES)): URLSearchParams {
  const { territory, kind, population, setting, priorities, themes, levers, exclude } = question;
  const given = {
    territory,
    territoryKind: kind,
    population: bare(population),
    setting,
    priorities,
    themes: themes.join(','),
    levers: levers.join(','),
    exclude: exclude.join(','),
    limit,
  };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''));
}

/** « 24 011 » as one may type it, with any space. */
function bare(population: string): string {
  return population.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3})/g, '');
}
