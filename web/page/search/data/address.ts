import { readQuestion, writeQuestion } from '../../../question/question.ts';
import { readCompared, writeCompared } from './compared.ts';
import { readFilter, writeFilter } from './filter.ts';
import type { Asked } from './search-data.ts';

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
    ...writeCompared(compared),
  ]);
}

/** Address of an answer. */
export function addressOf(asked: Asked): string {
  const parameters = writeAsked(asked);
  return parameters.size === 0 ? '/' : `/?${parameters}`;
}
