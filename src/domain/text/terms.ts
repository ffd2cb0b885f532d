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

/** Words whose stem is remembered: a corpus has fewer, and a text of invented words must not fill the memory. */
const REMEMBERED_WORDS = 50_000;

export type TextAnalysis = (text: string) => readonly Term[];

/**
 * Words, folded, without stop words, stemmed, in order. Accents go before stemming so that a text
 * typed without them gives the same terms.
 */
export function createTextAnalysis(stem: (foldedWord: string) => string): TextAnalysis {
  /** Null for a stop word. The same words come back in every text, and stemming is most of the work. */
  const stems = new Map<string, string | null>();

  function stemOf(word: string): string | null {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const folded = fold(word);
    const found = isStopWord(folded) ? null : stem(folded);
    if (stems.size >= REMEMBERED_WORDS) stems.clear();
    stems.set(word, found);
    return found;
  }

  return (text) =>
    splitWords(text).flatMap((word) => {
      const found = stemOf(word.text);
      return found === null ? [] : [{ stem: found, start: word.start, end: word.end }];
    });
}
