import { type Fragment, joinRows, mainFont, SAME_SIZE } from './page-fragments.ts';

/**
 * Shares of the fragments, and of the characters, on each side of a gutter: the marks of a list have the first without
 * the second.
 */
const LEAST_BESIDE = 0.1;
const LEAST_TEXT_BESIDE = 0.04;
/** Share of the characters that may cross a gutter: titles, and what stands above or below columns. */
const MOST_ACROSS = 0.5;
/** In a column, the gaps between words of a few lines may stand one under the other. */
const MOST_ACROSS_WITHIN = 0.15;
/** Rows on each side, and rows that begin at the left edge of the second column. */
const FEWEST_ROWS = 4;
const SAME_EDGE = 2;
/** Narrowest empty strip, in points. */
const GUTTER = 5;

/**
 * Puts the lines of a page in reading order: columns from left to right, between the titles that cross them, each
 * from top to bottom.
 */
export function orderColumns(fragments: readonly Fragment[]): readonly Fragment[] {
  return order(fragments, MOST_ACROSS);
}

function order(fragments: readonly Fragment[], mostAcross: number): readonly Fragment[] {
  const gutter = findGutter(fragments, mostAcross);
  if (gutter === null) return readColumn(fragments);
  const isAcross = ({ left, right }: Fragment) => left < gutter && right > gutter;
  const crossing = fragments.filter(isAcross).sort((a, b) => b.baseline - a.baseline);
  const ordered: Fragment[] = [];
  let top = Number.POSITIVE_INFINITY;
  for (const line of [...crossing, null]) {
    const bottom = line?.baseline ?? Number.NEGATIVE_INFINITY;
    const between = fragments.filter((one) => !isAcross(one) && one.baseline < top && one.baseline >= bottom);
    ordered.push(
      ...order(
        between.filter(({ right }) => right <= gutter),
        MOST_ACROSS_WITHIN,
      ),
      ...order(
        between.filter(({ left }) => left >= gutter),
        MOST_ACROSS_WITHIN,
      ),
    );
    if (line !== null) ordered.push(line);
    top = bottom;
  }
  return ordered;
}

/** Reads one column: its lines, then the boxes in smaller letters that stand beside some of them. */
function readColumn(fragments: readonly Fragment[]): readonly Fragment[] {
  const { size } = mainFont(fragments);
  const isText = (one: Fragment) => one.size > (1 - SAME_SIZE) * size;
  const isBeside = (box: Fragment) => (line: Fragment) =>
    isText(line) &&
    Math.abs(line.baseline - box.baseline) < size &&
    (line.right < box.left || line.left > box.right);
  const isBox = (one: Fragment) => !isText(one) && fragments.some(isBeside(one));
  const boxes = fragments.filter(isBox);
  const lines = fragments.filter((one) => !boxes.includes(one));
  return [lines, boxes].flatMap((part) => joinRows(part, Number.POSITIVE_INFINITY));
}

/** Finds the abscissa that the fewest characters cross; null when the page has one column. */
function findGutter(fragments: readonly Fragment[], mostAcross: number): number | null {
  const total = countText(fragments);
  const starts = [...new Set(fragments.map(({ left }) => Math.floor(left)))];
  const gutters = starts.flatMap((start) => {
    const at = start - GUTTER / 2;
    const before = fragments.filter(({ right }) => right <= start - GUTTER);
    const after = fragments.filter(({ left }) => left >= start);
    const beside = Math.min(countText(before), countText(after));
    const across = total - countText(before) - countText(after);
    const aligned = after.filter(({ left }) => left < start + SAME_EDGE);
    const isWide = Math.min(before.length, after.length) >= LEAST_BESIDE * fragments.length;
    const isTall = countRows(before) >= FEWEST_ROWS && countRows(aligned) >= FEWEST_ROWS;
    const isGutter = isWide && isTall && beside >= LEAST_TEXT_BESIDE * total && across <= mostAcross * total;
    return isGutter ? [{ at, across, beside }] : [];
  });
  return gutters.sort((a, b) => a.across - b.across || b.beside - a.beside)[0]?.at ?? null;
}

function countRows(fragments: readonly Fragment[]): number {
  return new Set(fragments.map(({ baseline }) => Math.round(baseline))).size;
}

function countText(fragments: readonly Fragment[]): number {
  return fragments.reduce((sum, { text }) => sum + text.length, 0);
}
