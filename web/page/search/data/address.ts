import { writeQuestion } from '../../../question/question.ts';
import { writeCompared } from './compared.ts';
import { writeFilter } from './filter.ts';
import type { Asked } from './search-data.ts';

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
