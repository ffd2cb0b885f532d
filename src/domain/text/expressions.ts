import { fold } from './fold.ts';
import { splitWords } from './words.ts';

/** Shortest word that loses its plural mark: «bus» or «mas» would become other words. */
const SHORTEST_PLURAL = 4;

function singular(word: string): string {
  return word.length < SHORTEST_PLURAL ? word : word.replace(/[sx]$/, '');
}

/**
 * Folds the words of a text, removes their plural mark and puts each between spaces: «Les Épiceries-bars» gives
 * « les epicerie bar ».
 */
export function foldWords(text: string): string {
  return ` ${splitWords(fold(text))
    .map((word) => singular(word.text))
    .join(' ')} `;
}

/** Returns the expressions that a text contains as whole words. */
export type FindExpressions = (foldedText: string) => ReadonlySet<string>;

/**
 * Indexes expressions by their first word, of which a text has few.
 * @param foldedExpressions results of `foldWords`, like the text; one without any word is never found
 */
export function createExpressionFinder(foldedExpressions: Iterable<string>): FindExpressions {
  const byFirstWord = new Map<string, Set<string>>();
  for (const expression of foldedExpressions) {
    const [, first = ''] = expression.split(' ');
    if (first === '') continue;
    const alike = byFirstWord.get(first) ?? new Set();
    byFirstWord.set(first, alike.add(expression));
  }
  return (foldedText) => {
    const found = new Set<string>();
    for (const word of new Set(foldedText.split(' '))) {
      for (const expression of byFirstWord.get(word) ?? []) {
        if (foldedText.includes(expression)) found.add(expression);
      }
    }
    return found;
  };
}
