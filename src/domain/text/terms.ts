import { fold } from './fold.ts';
import { isStopWord } from './stop-words.ts';
import { splitWords, type Word } from './words.ts';

/** Meaningful word of a text, for the lexical index. */
export interface Term extends Omit<Word, 'text'> {
  readonly stem: string;
}

/** «Potagers» has another stem than «potager», which ends like a verb; «cress» is no plural. */
const PLURAL = /(?<=^.{3,}[^s])s$/u;

/** Number of cached stems: a corpus has fewer words, and invented ones must not fill the memory. */
const REMEMBERED_WORDS = 50_000;

export type TextAnalysis = (text: string) => readonly Term[];

/** Analyses a text into stems, in order; accents go first, so that a text without them gives the same. */
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
