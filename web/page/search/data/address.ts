import { addressWith } from '../../../question/parameters.ts';
import { readQuestion, writeQuestion } from '../../../question/question.ts';
import { readFilter, writeFilter } from './filter.ts';
import type { Asked } from './search-data.ts';

/** Reads the question and the filter of an address. */
export function readAsked(parameters: URLSearchParams): Asked {
  return { question: readQuestion(parameters), filter: readFilter(parameters) };
}

/** Parameters of the address of an answer: its question and its filter. */
export function writeAsked({ question, filter }: Asked): URLSearchParams {
  return new URLSearchParams([...writeQuestion(question), ...writeFilter(filter)]);
}

/** Address of an answer. */
export function addressOf(asked: Asked): string {
  return addressWith('/', writeAsked(asked));
}

/** Page that writes a note from an answer. @param cited ids of the experiences to cite; those of the service if none */
export function notePath(asked: Asked, cited: readonly string[] = []): string {
  const parameters = writeAsked(asked);
  if (cited.length > 0) parameters.set('experience', cited.join(','));
  return addressWith('/note', parameters);
}
