import type { RankedExperience } from '../../domain/matching/rank-needs.ts';

/** Lowest level to show; `none` shows the whole ranking. */
export const MIN_LEVELS = ['close', 'related', 'none'] as const;
export type MinLevel = (typeof MIN_LEVELS)[number];

/** Related experiences shown when none is close. */
const FEW = 3;

export interface ShownRange {
  /** Experiences wanted, 1..50. */
  readonly limit: number;
  readonly minLevel: MinLevel;
}

/** Chooses what an answer shows: no filler, and few experiences when none is close. */
export function chooseShown(
  ranked: readonly RankedExperience[],
  { limit, minLevel }: ShownRange,
): readonly RankedExperience[] {
  if (minLevel === 'none') return ranked.slice(0, limit);
  const close = ranked.filter(({ level }) => level === 'close');
  if (minLevel === 'close') return close.slice(0, limit);
  const near = ranked.filter(({ level }) => level !== 'distant');
  return near.slice(0, close.length === 0 ? Math.min(FEW, limit) : limit);
}
