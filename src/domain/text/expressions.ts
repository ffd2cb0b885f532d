import { fold } from './fold.ts';
import { splitWords } from './words.ts';

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
