import type { ExperienceResult } from '../../../api/answers.ts';

/** Experiences shown first, in full. */
const BEST = 3;

/** Results in the order of reading; each group keeps the order of the ranks. */
export interface Groups {
  readonly best: readonly ExperienceResult[];
  readonly others: readonly ExperienceResult[];
  /** Results that are not close, folded. */
  readonly further: readonly ExperienceResult[];
}

/** Groups results: the best ones at any level, then the close ones, then the rest. */
export function groupResults(results: readonly ExperienceResult[]): Groups {
  const rest = results.slice(BEST);
  return {
    best: results.slice(0, BEST),
    others: rest.filter(({ level }) => level === 'close'),
    further: rest.filter(({ level }) => level !== 'close'),
  };
}
