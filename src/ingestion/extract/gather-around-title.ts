import { type Case, OpenCase } from './case.ts';
import { isMetaSentence } from './classify-line.ts';
import type { Place } from './place.ts';
import type { Line } from './read-lines.ts';

/**
 * The case of a resource whose title names one territory, when nothing in its text begins a case: « la
 * commune » is that one. Null when the text never names it, for then nothing proves it.
 */
export function gatherAroundTitle(lines: readonly Line[], titlePlaces: readonly Place[]): Case | null {
  const keys = new Set(titlePlaces.map(({ key }) => key));
  if (keys.size !== 1) return null;
  const open = new OpenCase();
  for (const line of lines) {
    open.add(line.places.filter(({ place }) => keys.has(place.key)));
    if (line.kind === 'heading') continue;
    const told = line.sentences.filter(({ text }) => !isMetaSentence(text));
    open.sentences.push(...told.map((sentence) => ({ ...sentence, line, isRole: false })));
  }
  return open.places.length === 0 || open.sentences.length === 0 ? null : open.close();
}
