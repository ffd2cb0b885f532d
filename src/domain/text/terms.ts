import { fold } from './fold.ts';
import { isStopWord } from './stop-words.ts';
import { splitWords } from './words.ts';

/** Meaningful word of a text, for the lexical index. */
export interface Term {
  readonly stem: string;
  /** Start of the word in the text; like `end`, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** «Potagers» has another stem than «potager», which ends like a verb; «cress» is no plural. */
const PLURAL = /(?<=^.{3,}[^s])s$/u;

/** Number of cached stems: a corpus has fewer words, and invented ones must not fill the memory. */
const REMEMBERED_WORDS = 50_000;

export type TextAnalysis = (text: string) => readonly Term[];

/**
 * Creates the analysis of a text into words: folded, without stop words, singular, stemmed, in order. Accents are removed before
 * stemming so that a text typed without them gives the same terms.
 */
export function createTextAnalysis(stem: (foldedWord: string) => string): TextAnalysis {
  /** Cached stems, null for a stop word: words recur in every text, and stemming is most of the work. */
  const stems = new Map<string, string | null>();

  function stemOf(word: string): string | null {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const folded = fold(word);
    // A word of accents alone folds to nothing.
    const found = folded === '' || isStopWord(folded) ? null : stem(folded.replace(PLURAL, ''));
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
