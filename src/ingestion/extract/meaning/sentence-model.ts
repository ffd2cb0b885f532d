import { dot, type LinearHead } from '../../../domain/matching/linear-head.ts';
import { wordsOf } from './sentence-words.ts';

/** Regressions on the vector of a sentence and on its words; fitted by `npm run fit-extraction`. */
export interface SentenceModel {
  /** One a class, on the vector. */
  readonly heads: Readonly<Record<string, LinearHead>>;
  /** Rarity of a stem or of a pair, then its weight for each class, in the order of the heads. */
  readonly words: Readonly<Record<string, readonly number[]>>;
}

/** Returns the logit of each class for a sentence and its vector. */
export type ReadSentenceModel = (
  text: string,
  vector: Float32Array | undefined,
) => Readonly<Record<string, number>>;

/** Scales the rarities of the known words of a sentence to one unit vector. */
export function weighWords(
  text: string,
  rarityOf: (word: string) => number | undefined,
): readonly (readonly [word: string, value: number])[] {
  const known = [...wordsOf(text)].flatMap((word) => {
    const rarity = rarityOf(word);
    return rarity === undefined ? [] : [[word, rarity] as const];
  });
  const norm = Math.hypot(...known.map(([, rarity]) => rarity)) || 1;
  return known.map(([word, rarity]) => [word, rarity / norm]);
}

export function createSentenceReader({ heads, words }: SentenceModel): ReadSentenceModel {
  const weights = new Map(Object.entries(words));
  const classes = Object.entries(heads);
  return (text, vector) => {
    const told = weighWords(text, (word) => weights.get(word)?.[0]);
    return Object.fromEntries(
      classes.map(([id, head], i) => {
        let logit = head.bias + (vector === undefined ? 0 : dot(vector, head.weights));
        for (const [word, value] of told) logit += value * (weights.get(word)?.[i + 1] ?? 0);
        return [id, logit];
      }),
    );
  };
}
