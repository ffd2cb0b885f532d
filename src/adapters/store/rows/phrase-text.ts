import type { Phrase } from '../../../domain/matching/retrieval.ts';
import type { Concept } from '../../../domain/matching/synonyms.ts';
import type { SearchedTexts } from '../../../ports/import-store.ts';

/** Longest stem that is stored, in characters: PostgreSQL refuses words of 2,046 bytes. */
const LONGEST_STEM = 200;

/** Positions left free between two texts, so that words of both are not near each other. */
const GAP = 10;

/** Weights of the statistics: areas, which have weight C, are left out. */
export const COUNTED_WEIGHTS = 'abd';

/** Values of the weights D, C, B and A: those of PostgreSQL, but for areas, which count as headings. */
export const WEIGHT_VALUES = '{0.1,1,0.4,1}';

/** Writes the stems as a `tsvector`: headings weigh A, areas C, body B, labels D. */
export function toWordPositions({ headings, areas, body, labels }: SearchedTexts): string {
  let position = 0;
  const write = (texts: readonly Phrase[], weight: 'A' | 'B' | 'C' | 'D') =>
    texts.flatMap((text) => {
      position += GAP;
      return text.map((stem) => {
        position += 1;
        return `${lexeme(stem)}:${position}${weight}`;
      });
    });
  const all = [write(headings, 'A'), write(areas, 'C'), write(body, 'B'), write(labels, 'D')];
  return all.flat().join(' ');
}

/** Writes the `tsquery` of a concept. */
export function toConceptQuery({ words, synonyms }: Concept): string {
  const ways = [words.map(lexeme).join(' & '), ...synonyms.map((phrase) => phrase.map(lexeme).join(' <-> '))];
  return ways.map((way) => `(${way})`).join(' | ');
}

function lexeme(stem: string): string {
  const kept = [...stem].slice(0, LONGEST_STEM).join('');
  return `'${kept.replace(/['\\]/g, '$&$&')}'`;
}
