import { fold } from '../../../domain/text/fold.ts';
import { WITHIN_SENTENCE } from '../acting/describe-sentence.ts';
import { matchEach, type Signs, sigmoid } from '../acting/signs.ts';
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

const { wish, negation, future } = WITHIN_SENTENCE;
const NOT_DONE: Readonly<Record<string, RegExp>> = { wish, negation, future };
/** Logits are bounded, so that one sentence does not decide alone. */
const MOST_LOGIT = 8;
/** Even chances. */
const UNDECIDED = 0;
/** A longer case says no more against a lever. */
const MOST_SENTENCES = 20;
/** Scale of the logits among the other signs. */
const LOGIT_SCALE = 3;

interface ReadAct {
  readonly act: Act;
  readonly does: number;
  readonly levers: Readonly<Record<string, number>>;
}

function bounded(logit: number): number {
  return Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, logit)) / LOGIT_SCALE;
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function describe(
  lever: string,
  read: readonly ReadAct[],
  rule: RuledLever | undefined,
): DescribedLever | null {
  // A lever that the operator added was never learned: only the rules speak for it.
  const isLearned = read.some(({ levers }) => lever in levers);
  if (!isLearned && rule === undefined) return null;
  const told = read.map(({ act, does, levers }) => {
    const proves = levers[lever] ?? UNDECIDED;
    return { act, proves, both: logit(sigmoid(does) * sigmoid(proves)) };
  });
  const [best] = [...told].sort((a, b) => b.both - a.both);
  if (best === undefined) return null;
  const { text, start } = best.act;
  const signs = {
    both: bounded(best.both),
    lever: bounded(Math.max(...told.map(({ proves }) => proves))),
    sentences: Math.log1p(Math.min(MOST_SENTENCES, read.length)),
    ...(rule === undefined ? {} : { rule: 1, [`rule.${rule.strength}`]: 1 }),
    ...matchEach('best', NOT_DONE, fold(text)),
  };
  return { lever, signs, proof: rule?.proof ?? { start, end: start + text.length } };
}

/** Describes each lever of the taxonomy for a case, in the order of `levers`. */
export function describeLevers(
  levers: readonly string[],
  acts: readonly Act[],
  vectors: readonly Float32Array[],
  { ruled, readers }: { readonly ruled: readonly RuledLever[]; readonly readers: SentenceReaders },
): readonly DescribedLever[] {
  const read = acts.flatMap((act, i) => {
    // Another than the collectivité acts: only the rules may see it there too.
    if (act.agents.subject === 'other' && !act.agents.hasOwn) return [];
    const does = readers.act(act.text, vectors[i]).act ?? 0;
    return [{ act, does, levers: readers.lever(act.text, vectors[i]) }];
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
