import { fold } from './fold.ts';

/** Position in a text, in UTF-16 units, `end` excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

export interface Word extends Range {
  readonly text: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Returns the runs of letters and digits, in order; apostrophes and hyphens separate. */
export function splitWords(text: string): readonly Word[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Shortest word that loses its plural mark: «bus» or «mas» would become other words. */
const SHORTEST_PLURAL = 4;

function singular(word: string): string {
  return word.length < SHORTEST_PLURAL ? word : word.replace(/[sx]$/, '');
}

/** Puts folded words, without plural marks, between spaces: «Les Épiceries» gives « les epicerie ». */
export function foldWords(text: string): string {
  return ` ${splitWords(fold(text))
    .map((word) => singular(word.text))
    .join(' ')} `;
}

/** Indexes expressions, folded by `foldWords` like the text, by their first word, of which a text has few. */
export function createExpressionFinder(foldedExpressions: Iterable<string>) {
  const byFirstWord = new Map<string, Set<string>>();
  for (const expression of foldedExpressions) {
    const [, first = ''] = expression.split(' ');
    if (first === '') continue;
    const alike = byFirstWord.get(first) ?? new Set();
    byFirstWord.set(first, alike.add(expression));
  }
  /** Returns the expressions that a text contains as whole words. */
  return (foldedText: string): ReadonlySet<string> => {
    const found = new Set<string>();
    for (const word of new Set(foldedText.split(' '))) {
      for (const expression of byFirstWord.get(word) ?? []) {
        if (foldedText.includes(expression)) found.add(expression);
      }
    }
    return found;
  };
}
