import { fold } from './fold.ts';
import { splitWords } from './words.ts';

/** The words of a text, folded, each between two spaces: «L'Épicerie-bar» gives « l epicerie bar ». */
export function foldWords(text: string): string {
  return ` ${splitWords(fold(text))
    .map((word) => word.text)
    .join(' ')} `;
}

/**
 * Whether a text contains an expression as whole words, in the singular or with a plural mark at
 * the end. Both come from `foldWords`; an expression without a word is never found.
 */
export function containsExpression(foldedText: string, foldedExpression: string): boolean {
  const words = foldedExpression.trimEnd();
  if (words === '') return false;
  return ['', 's', 'x'].some((mark) => foldedText.includes(`${words}${mark} `));
}
