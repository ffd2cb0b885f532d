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

/** Whether a text contains an expression as whole words; both come from `foldWords`. */
export function containsExpression(foldedText: string, foldedExpression: string): boolean {
  return foldedExpression.trim() !== '' && foldedText.includes(foldedExpression);
}
