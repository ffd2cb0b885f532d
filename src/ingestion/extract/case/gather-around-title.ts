import { isMetaSentence } from '../text/classify-line.ts';
import type { LocatedPlace } from '../where/place.ts';
import { type Case, OpenCase } from './case.ts';
import type { Line } from './read-lines.ts';

/**
 * Builds the case of a resource whose title names territories that act together, when nothing in its text
 * opens a case. Returns null when the text never names them: nothing would prove the case.
 */
export function gatherAroundTitle(lines: readonly Line[], subject: readonly LocatedPlace[]): Case | null {
  const open = new OpenCase();
  open.add(subject);
  for (const line of lines) {
    if (line.kind === 'heading') continue;
    const told = line.sentences.filter(({ text }) => !isMetaSentence(text));
    open.sentences.push(...told.map((sentence) => ({ ...sentence, line, isRole: false })));
  }
  return open.places.length === 0 || open.sentences.length === 0 ? null : open.close();
}
