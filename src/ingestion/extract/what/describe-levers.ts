import { type Signs, sigmoid } from '../acting/signs.ts';
import type { ReadSentenceModel } from '../meaning/sentence-model.ts';
import type { Span } from '../text/located-text.ts';
import type { Act } from './read-acts.ts';
import type { RuledLever } from './rule-levers.ts';

export interface DescribedLever {
  readonly lever: string;
  readonly signs: Signs;
  /** Sentence that the rules read it in, or that proves it most probably. */
  readonly proof: Span;
}

export interface SentenceReaders {
  readonly act: ReadSentenceModel;
  readonly lever: ReadSentenceModel;
}

/** Logits are bounded, so that one sentence does not decide alone. */
const MOST_LOGIT = 8;
/** Probability that an act proves a lever that was never learned. */
const UNLEARNED = 0.5;
/** A longer case says no more against a lever. */
const MOST_SENTENCES = 20;
/** Scale of the logits among the other signs. */
const LOGIT_SCALE = 3;

/** Act, and how probably a place of the case is its agent. */
export interface JudgedAct extends Act {
  /** Null out of the reach of the places. */
  readonly acting: number | null;
}

interface ReadAct {
  readonly act: JudgedAct;
  /** Logit of each learned lever: the sentence tells an act, and proves the lever. */
  readonly logits: ReadonlyMap<string, number>;
  /** The same, for a lever that was never learned. */
  readonly unlearned: number;
}

function bounded(logit: number): number {
  return Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, logit)) / LOGIT_SCALE;
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function readAct(act: JudgedAct, vector: Float32Array | undefined, readers: SentenceReaders): ReadAct {
  const does = sigmoid(readers.act(act.text, vector).act ?? 0);
  const proves = Object.entries(readers.lever(act.text, vector));
  const logits = new Map(proves.map(([lever, own]) => [lever, logit(does * sigmoid(own))]));
  return { act, logits, unlearned: logit(does * UNLEARNED) };
}

function logitOf({ logits, unlearned }: ReadAct, lever: string): number {
  return logits.get(lever) ?? unlearned;
}

/** Describes the sentence that proves a lever most probably, beside what it proves of the others. */
function describeBest(best: ReadAct, lever: string): Signs {
  const { acting } = best.act;
  const own = logitOf(best, lever);
  const others = [...best.logits].flatMap(([other, value]) => (other === lever ? [] : [value]));
  return {
    both: bounded(own),
    lead: bounded(own - Math.max(...others, -MOST_LOGIT)),
    ...(acting === null ? { outOfReach: 1 } : { acting: bounded(logit(acting)) }),
  };
}

function describe(
  lever: string,
  read: readonly ReadAct[],
  rule: RuledLever | undefined,
): DescribedLever | null {
  // A lever that the operator added was never learned: only the rules speak for it.
  const isLearned = read.some(({ logits }) => logits.has(lever));
  if (!isLearned && rule === undefined) return null;
  const [best] = [...read].sort((a, b) => logitOf(b, lever) - logitOf(a, lever));
  if (best === undefined) return null;
  const { text, start } = best.act;
  const signs = {
    ...describeBest(best, lever),
    sentences: Math.log1p(Math.min(MOST_SENTENCES, read.length)),
    ...(rule === undefined ? {} : { rule: 1, [`rule.${rule.strength}`]: 1 }),
  };
  return { lever, signs, proof: rule?.proof ?? { start, end: start + text.length } };
}

/** Describes each lever of the taxonomy for a case, in the order of `levers`. */
export function describeLevers(
  levers: readonly string[],
  acts: readonly JudgedAct[],
  vectors: readonly Float32Array[],
  { ruled, readers }: { readonly ruled: readonly RuledLever[]; readonly readers: SentenceReaders },
): readonly DescribedLever[] {
  const read = acts.map((act, i) => readAct(act, vectors[i], readers));
  return levers.flatMap(
    (lever) =>
      describe(
        lever,
        read,
        ruled.find((one) => one.lever === lever),
      ) ?? [],
  );
}
