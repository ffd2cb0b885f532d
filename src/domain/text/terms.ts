import { fold } from './fold.ts';
import { isStopWord } from './stop-words.ts';
import { splitWords } from './words.ts';

/** A word that carries meaning, as the lexical index sees it. */
export interface Term {
  readonly stem: string;
  /** Where its word stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export type TextAnalysis = (text: string) => readonly Term[];

/**
 * Words, folded, without stop words, stemmed, in order. Accents go before stemming so that a text
 * typed without them gives the same terms.
 */
export function createTextAnalysis(stem: (foldedWord: string) => string): TextAnalysis {
  return (text) =>
    splitWords(text).flatMap((word) => {
      const folded = fold(word.text);
      if (isStopWord(folded)) return [];
      return [{ stem: stem(folded), start: word.start, end: word.end }];
    });
}
