import { addressWith, writeParameters } from '../../../question/parameters.ts';
import { readQuestion, writeQuestion } from '../../../question/question.ts';
import { readFilter, writeFilter } from './filter.ts';
import type { Asked } from './search-data.ts';

/** Experiences that a screen shows side by side. */
export const MAX_COMPARED = 3;

const PARAMETER = 'comparer';

function readCompared(parameters: URLSearchParams): readonly string[] {
  const ids = (parameters.get(PARAMETER) ?? '').split(',').filter((id) => id !== '');
  return [...new Set(ids)].slice(0, MAX_COMPARED);
}

/** Adds an experience to those that are compared, or takes it out; nothing is added beyond `MAX_COMPARED`. */
export function toggleCompared(compared: readonly string[], id: string): readonly string[] {
  if (compared.includes(id)) return compared.filter((other) => other !== id);
  return compared.length < MAX_COMPARED ? [...compared, id] : compared;
}

/** Reads the question, the filter and the selection of an address. */
export function readAsked(parameters: URLSearchParams): Asked {
  return {
    question: readQuestion(parameters),
    filter: readFilter(parameters),
    compared: readCompared(parameters),
  };
}

/** Parameters of the address of an answer: its question, its filter and its selection. */
export function writeAsked({ question, filter, compared }: Asked): URLSearchParams {
  return new URLSearchParams([
    ...writeQuestion(question),
    ...writeFilter(filter),
    ...writeParameters({ [PARAMETER]: compared.join(',') }),
  ]);
}

/** Address of an answer. */
export function addressOf(asked: Asked): string {
  return addressWith('/', writeAsked(asked));
}
