import { type LinearHead, logitOf } from '../../../domain/matching/linear-head.ts';
import { fold } from '../../../domain/text/fold.ts';

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
        let logit = vector === undefined ? head.bias : logitOf(vector, head);
        for (const [word, value] of told) logit += value * (weights.get(word)?.[i + 1] ?? 0);
        return [id, logit];
      }),
    );
  };
}

/** Beginnings of words are compared: « prête », « prêtées », « prêt ». */
const STEM = 6;
const NUMBER = '#';
const LEFT_OUT = new Set(
  'le la les un une des de du d l et a au aux en dans par pour sur avec qui que ce cette ces son sa ses leur leurs se s n y'.split(
    ' ',
  ),
);

/** Lists the stems of the words of a sentence, and the pairs that follow each other, each once. */
export function wordsOf(text: string): ReadonlySet<string> {
  const stems = (fold(text).match(/[a-z]+|\d+/g) ?? [])
    .filter((word) => !LEFT_OUT.has(word))
    .map((word) => (/^\d/.test(word) ? NUMBER : word.slice(0, STEM)));
  const pairs = stems.slice(1).map((stem, i) => `${stems[i]} ${stem}`);
  return new Set([...stems, ...pairs]);
}
