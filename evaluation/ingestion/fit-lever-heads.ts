import type { LinearHead } from '../../src/domain/matching/linear-head.ts';
import { logitOf } from '../../src/domain/matching/linear-head.ts';
import { sigmoid } from '../../src/ingestion/extract/acting/signs.ts';
import { fitHead, type HeadExample } from '../fit-head.ts';
import { provesIn, type ReadExample } from './fit-acting.ts';

/** Sentence with the levers that it proves. */
export interface LeverSentence {
  readonly vector: Float32Array;
  readonly levers: ReadonlySet<string>;
  readonly weight: number;
}

const RIDGE = 5e-5;

/** Lists the sentences of annotated pages. */
export function sentencesOf(examples: readonly ReadExample[]): readonly LeverSentence[] {
  return examples.flatMap(({ proofs, surroundings, vectors }) =>
    proofs === null
      ? []
      : surroundings.sentences.flatMap((sentence, i) => {
          const vector = vectors[i];
          if (vector === undefined || sentence.isTitle) return [];
          const proved = proofs.filter((proof) => provesIn(proof, sentence)).map(({ lever }) => lever);
          return [{ vector, levers: new Set(proved), weight: 1 }];
        }),
  );
}

/** Fits one regression a lever on the vectors of the sentences where a collectivité acts. */
export function fitLeverHeads(
  sentences: readonly LeverSentence[],
  levers: readonly string[],
): Readonly<Record<string, LinearHead>> {
  const kept = sentences.filter((sentence) => sentence.levers.size > 0);
  return Object.fromEntries(
    levers.map((lever) => {
      const told = kept.map(
        ({ vector, levers: own, weight }): HeadExample => ({ vector, positive: own.has(lever), weight }),
      );
      const { bias, weights } = fitHead(told, RIDGE);
      return [
        lever,
        { bias: Number(bias.toFixed(3)), weights: weights.map((weight) => Number(weight.toFixed(3))) },
      ];
    }),
  );
}

/** Counts, at each least probability, levers of sentences found rightly, wrongly, and expected. */
export function countLevers(
  { act, heads }: { readonly act: LinearHead; readonly heads: Readonly<Record<string, LinearHead>> },
  sentences: readonly LeverSentence[],
  least: number,
): { readonly right: number; readonly wrong: number; readonly expected: number } {
  let [right, wrong, expected] = [0, 0, 0];
  for (const { vector, levers } of sentences) {
    expected += levers.size;
    for (const [lever, head] of Object.entries(heads)) {
      if (sigmoid(logitOf(vector, act)) * sigmoid(logitOf(vector, head)) < least) continue;
      if (levers.has(lever)) right += 1;
      else wrong += 1;
    }
  }
  return { right, wrong, expected };
}
