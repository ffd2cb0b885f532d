import type { Level } from '../matching/relevance.ts';

const MOST_EXPERIENCES = 5;
const MOST_LEVERS = 3;

/**
 * Results that a note keeps when no one chose: the first five close experiences, or the first five when none is close,
 * and the first three levers.
 */
export function defaultChoice<E extends { readonly level: Level }, L>(answer: {
  readonly experiences: readonly E[];
  readonly levers: readonly L[];
}): { readonly experiences: readonly E[]; readonly levers: readonly L[] } {
  const close = answer.experiences.filter(({ level }) => level === 'close');
  return {
    experiences: (close.length > 0 ? close : answer.experiences).slice(0, MOST_EXPERIENCES),
    levers: answer.levers.slice(0, MOST_LEVERS),
  };
}
