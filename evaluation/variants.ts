import { createHash } from 'node:crypto';
import { seededRandom } from './randomness.ts';
import type { JudgedRequest } from './requests.ts';

/** Fewest letters of a word that is mistyped, and share of these words that are. */
const MISTYPED = { letters: 6, share: 1 / 4 };
const WORD = /\p{L}+/gu;

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** Makes a word lose a letter, swap two neighbours or double one, after its first letter. */
function mistype(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
  const faults = [`${next}`, `${next}${letter}`, `${letter}${letter}${next}`];
  return `${before}${faults[Math.floor(random() * faults.length)]}${after}`;
}

/** Names of the marks that a voice dictates. */
const DICTATED: readonly (readonly [RegExp, string])[] = [
  [/\s*\n\s*/gu, ' à la ligne '],
  [/\s*,(?=\s|$)/gu, ' virgule'],
  [/\s*\.(?=\s|$)/gu, ' point'],
  [/\s*\?/gu, ' point d’interrogation'],
  [/\s*!/gu, ' point d’exclamation'],
  [/\s*;/gu, ' point virgule'],
  [/\s*:(?=\s|$)/gu, ' deux points'],
];

/** Other ways to write a request, which should not change its answer. */
const WRITINGS = {
  typing: (text, random) =>
    withoutAccents(text).replace(WORD, (word) =>
      word.length >= MISTYPED.letters && random() < MISTYPED.share ? mistype(word, random) : word,
    ),
  capitals: (text) => text.toUpperCase(),
  'no-accents': withoutAccents,
  dictated: (text) =>
    DICTATED.reduce((said, [mark, name]) => said.replace(mark, name), text.trim().toLowerCase()),
} as const satisfies Record<string, (text: string, random: () => number) => string>;

export type Variant = keyof typeof WRITINGS;
export const VARIANTS = ['typing', 'capitals', 'no-accents', 'dictated'] as const satisfies Variant[];

/** Writes a text otherwise, the same way each time for the same id. */
export function rewrite(text: string, id: string, variant: Variant): string {
  const seed = createHash('sha256').update(id).digest().readUInt32BE();
  return WRITINGS[variant](text, seededRandom(seed));
}

/** Sends the same request, written otherwise. */
export function asVariant(judged: JudgedRequest, variant: Variant): JudgedRequest {
  const priorities = rewrite(judged.priorities, judged.id, variant);
  return { ...judged, priorities, request: { ...judged.request, priorities } };
}
