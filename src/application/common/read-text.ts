import type { Audience } from '../../domain/experience/experience.ts';
import type { Reading, ReadText } from '../../domain/request/read-text.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { CurrentIndex } from './current-index.ts';

export interface ReadingDependencies {
  readonly readText: ReadText;
  readonly analyse: TextAnalysis;
  readonly currentIndex: CurrentIndex;
}

export interface TypedText {
  readonly text: string;
  /** Read as it is written, without correction. */
  readonly asTyped: boolean;
  readonly audience: Audience;
}

/** Creates the reading of what people type; a word of a fiche is no fault. Throws like `CurrentIndex`. */
export function createReadTyped({ readText, analyse, currentIndex }: ReadingDependencies) {
  return async ({ text, asTyped, audience }: TypedText, signal?: AbortSignal): Promise<Reading> => {
    if (asTyped) return { text, corrections: [] };
    const { documentFrequencies } = (await currentIndex.known(audience, signal)).statistics;
    return readText(text, (typed, understood) => {
      const meant = new Set(analyse(understood).map(({ stem }) => stem));
      return analyse(typed).some(({ stem }) => documentFrequencies.has(stem) && !meant.has(stem));
    });
  };
}
