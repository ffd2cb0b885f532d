import { fold } from './fold.ts';
import { splitWords } from './words.ts';

/** Shorter words keep their last letter: «bus», «mas», «PLUs» would become others. */
const SHORTEST_PLURAL = 4;

function singular(word: string): string {
  return word.length < SHORTEST_PLURAL ? word : word.replace(/[sx]$/, '');
}

/**
 * The words of a text, folded, without their plural mark, each between two spaces: «Les Épiceries-bars»
 * gives « les epicerie bar ». Two expressions that differ only by that are the same.
 */
export function foldWords(text: string): string {
  return ` ${splitWords(fold(text))
    .map((word) => singular(word.text))
    .join(' ')} `;
}

/** Those of the expressions that a text contains as whole words. */
export type FindExpressions = (foldedText: string) => ReadonlySet<string>;

/**
 * Looks for expressions by their first word: a text has few of them.
 * @param foldedExpressions as the text, from `foldWords`; one without any word is never found
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
