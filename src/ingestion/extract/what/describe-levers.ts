import { type Signs, sigmoid } from '../acting/signs.ts';
import type { ReadSentenceModel } from '../meaning/sentence-model.ts';
import type { Span } from '../text/located-text.ts';
import type { Act } from './read-acts.ts';
import type { RuledLever } from './rule-levers.ts';

/** Signs of a lever in a case, from the rules and from its sentences. */
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
/** Even chances. */
const UNDECIDED = 0;
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
  readonly does: number;
  readonly levers: Readonly<Record<string, number>>;
}

function bounded(logit: number): number {
  return Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, logit)) / LOGIT_SCALE;
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Logit that the sentence tells an act, and that it proves the lever. */
function logitOfBoth({ does, levers }: ReadAct, lever: string): number {
  return logit(sigmoid(does) * sigmoid(levers[lever] ?? UNDECIDED));
}

/** Describes the sentence that proves a lever most probably, beside what it proves of the others. */
function describeBest(best: ReadAct, lever: string): Signs {
  const { acting } = best.act;
  const others = Object.keys(best.levers).filter((other) => other !== lever);
  const lead =
    logitOfBoth(best, lever) - Math.max(...others.map((other) => logitOfBoth(best, other)), -MOST_LOGIT);
  return {
    both: bounded(logitOfBoth(best, lever)),
    lead: bounded(lead),
    ...(acting === null ? { outOfReach: 1 } : { acting: bounded(logit(acting)) }),
  };
}

function describe(
  lever: string,
  read: readonly ReadAct[],
  rule: RuledLever | undefined,
): DescribedLever | null {
  // A lever that the operator added was never learned: only the rules speak for it.
  const isLearned = read.some(({ levers }) => lever in levers);
  if (!isLearned && rule === undefined) return null;
  const [best] = [...read].sort((a, b) => logitOfBoth(b, lever) - logitOfBoth(a, lever));
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
  const read = acts.map((act, i) => {
    const does = readers.act(act.text, vectors[i]).act ?? 0;
    return { act, does, levers: readers.lever(act.text, vectors[i]) };
  });
  return levers.flatMap(
    (lever) =>
      describe(
        lever,
        read,
        ruled.find((one) => one.lever === lever),
      ) ?? [],
  );
}
