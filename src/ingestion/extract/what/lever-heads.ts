import { type LinearHead, logitOf } from '../../../domain/matching/linear-head.ts';
import heads from './lever-heads.json' with { type: 'json' };

const HEADS: ReadonlyMap<string, LinearHead> = new Map(Object.entries(heads.levers));

function probability(sentence: Float32Array, head: LinearHead): number {
  return 1 / (1 + Math.exp(-logitOf(sentence, head)));
}

/** Returns the probability that a sentence proves a lever; 0 for a lever that no regression was fitted on. */
export function leverProbability(lever: string, sentence: Float32Array | undefined): number {
  const head = HEADS.get(lever);
  if (head === undefined || sentence === undefined) return 0;
  return probability(sentence, heads.act) * probability(sentence, head);
}
