import type { Territory } from '../api/answers.ts';
import { mapValues, writeParameters } from './parameters.ts';

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
  /** `true` to read the priorities as they are written; empty otherwise. */
  readonly asTyped: string;
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

const TEXT_PARAMETERS = {
  territory: 'territoire',
  typedTerritory: 'nom',
  kind: 'type',
  population: 'population',
  setting: 'contexte',
  priorities: 'priorites',
  asTyped: 'telle-quelle',
} as const;

const LIST_PARAMETERS = { themes: 'themes', levers: 'leviers' } as const;

/** A list may come from one parameter (a link) or from several (the check boxes of a plain form). */
function readList(parameters: URLSearchParams, name: string): readonly string[] {
  const ids = parameters.getAll(name).flatMap((value) => value.split(','));
  return [...new Set(ids.filter((id) => id !== ''))];
}

export function readQuestion(parameters: URLSearchParams): Question {
  return {
    ...mapValues(TEXT_PARAMETERS, (name) => (parameters.get(name) ?? '').trim()),
    ...mapValues(LIST_PARAMETERS, (name) => readList(parameters, name)),
  };
}

export const NOTHING: Question = readQuestion(new URLSearchParams());

/** Writes the lists of a question as texts. */
function inTexts({ themes, levers, ...texts }: Question) {
  return { ...texts, themes: themes.join(','), levers: levers.join(',') };
}

/** Parameters of the address that asks this question, without the empty ones. */
export function writeQuestion(question: Question): URLSearchParams {
  // The code replaces the name.
  const typedTerritory = question.territory === '' ? question.typedTerritory : '';
  const texts = { ...inTexts(question), typedTerritory };
  return writeParameters(texts, { ...TEXT_PARAMETERS, ...LIST_PARAMETERS });
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
const ASKED_EXPERIENCES = 12;

/**
 * The query of `GET /v1/recommendations`, for `limit` experiences; an empty limit leaves it to the service.
 * Invalid values are sent too: the API explains them.
 */
export function toApiQuery(question: Question, limit = String(ASKED_EXPERIENCES)): URLSearchParams {
  const { territory, kind, population, setting, ...chosen } = inTexts(question);
  const { priorities, asTyped, themes, levers } = chosen;
  return writeParameters({
    territory,
    territoryKind: kind,
    population: bare(population),
    setting,
    priorities,
    asTyped,
    themes,
    levers,
    limit,
  });
}

/** « 24 011 » as one may type it, with any space. */
function bare(population: string): string {
  return population.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3})/g, '');
}
