import type { Fragment } from './page-fragments.ts';

/** A gutter has this share of the lines of its part of the page on each side, and few across. */
const LEAST_BESIDE = 0.15;
const MOST_ACROSS = 0.35;
const FEWEST_LINES = 6;
const GUTTER = 6;

/**
 * Puts the fragments of a page in reading order: columns from left to right, between the titles that cross them, each
 * from top to bottom.
 */
export function orderColumns(fragments: readonly Fragment[]): readonly Fragment[] {
  const gutter = findGutter(fragments);
  if (gutter === null) return [...fragments].sort((a, b) => b.baseline - a.baseline || a.left - b.left);
  const isAcross = ({ left, right }: Fragment) => left < gutter && right > gutter;
  const crossing = fragments.filter(isAcross).sort((a, b) => b.baseline - a.baseline);
  const ordered: Fragment[] = [];
  let top = Number.POSITIVE_INFINITY;
  for (const line of [...crossing, null]) {
    const bottom = line?.baseline ?? Number.NEGATIVE_INFINITY;
    const between = fragments.filter((one) => !isAcross(one) && one.baseline < top && one.baseline >= bottom);
    ordered.push(
      ...orderColumns(between.filter(({ right }) => right <= gutter)),
      ...orderColumns(between.filter(({ left }) => left >= gutter)),
    );
    if (line !== null) ordered.push(line);
    top = bottom;
  }
  return ordered;
}

/** Finds the abscissa that the fewest fragments cross; null when the page has one column. */
function findGutter(fragments: readonly Fragment[]): number | null {
  if (fragments.length < FEWEST_LINES) return null;
  const starts = [...new Set(fragments.map(({ left }) => Math.floor(left)))];
  const count = (test: (fragment: Fragment) => boolean) => fragments.filter(test).length;
  const candidates = starts
    .map((start) => start - GUTTER / 2)
    .map((at) => ({
      at,
      across: count(({ left, right }) => left < at + GUTTER / 2 && right > at - GUTTER / 2),
      beside: Math.min(
        count(({ right }) => right <= at),
        count(({ left }) => left >= at),
      ),
    }))
    .filter(
      ({ across, beside }) =>
        across <= MOST_ACROSS * fragments.length && beside >= LEAST_BESIDE * fragments.length,
    )
    .sort((a, b) => a.across - b.across || b.beside - a.beside);
  return candidates[0]?.at ?? null;
}
