import type { Phrase } from '../../../domain/matching/retrieval.ts';

/** Longest stem that is stored, in characters: PostgreSQL refuses words of 2,046 bytes. */
const LONGEST_STEM = 200;

/** Writes the stems of texts, each with its positions, as a `tsvector`: one position is left free between two texts. */
export function toWordPositions(texts: readonly Phrase[]): string {
  let position = 0;
  return texts
    .flatMap((text) => {
      position += 1;
      return text.map((stem) => {
        position += 1;
        return `${lexeme(stem)}:${position}`;
      });
    })
    .join(' ');
}

/** Writes a `tsquery` that any of the phrases satisfies. */
export function toPhraseQuery(phrases: readonly Phrase[]): string {
  return phrases.map((phrase) => `(${phrase.map(lexeme).join(' <-> ')})`).join(' | ');
}

function lexeme(stem: string): string {
  const kept = [...stem].slice(0, LONGEST_STEM).join('');
  return `'${kept.replace(/['\\]/g, '$&$&')}'`;
}
