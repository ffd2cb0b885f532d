/** Something with a score, known by its id. */
export interface Ranked {
  readonly id: string;
  readonly score: number;
}

/**
 * The positions of the `count` highest scores, in any order, and all those that tie with the last one. Positions
 * below `floor`, or that are not numbers, are left out.
 * @param scores not changed
 */
export function positionsOfBest(scores: Float64Array, count: number, floor: number): readonly number[] {
  // The smallest of the best so far is at the root: most scores cost one comparison.
  const best = new Float64Array(count).fill(floor);
  for (const score of scores) if (score > (best[0] ?? floor)) replaceRoot(best, score);
  const threshold = best[0] ?? floor;
  const positions: number[] = [];
  for (let position = 0; position < scores.length; position += 1) {
    const score = scores[position] ?? Number.NaN;
    if (score > floor && score >= threshold) positions.push(position);
  }
  return positions;
}

/** Puts a value in the place of the smallest of a binary heap, whose root it is. */
function replaceRoot(heap: Float64Array, value: number): void {
  let hole = 0;
  for (;;) {
    const left = 2 * hole + 1;
    const child = valueAt(heap, left) <= valueAt(heap, left + 1) ? left : left + 1;
    const smallest = valueAt(heap, child);
    if (smallest >= value) break;
    heap[hole] = smallest;
    hole = child;
  }
  heap[hole] = value;
}

/** Nothing is smaller than what is beyond the end. */
function valueAt(heap: Float64Array, index: number): number {
  return heap[index] ?? Number.POSITIVE_INFINITY;
}

/** Highest score first, ties by the bytes of the id, `count` at most. */
export function bestFirst<T extends Ranked>(items: readonly T[], count: number): readonly T[] {
  return items.toSorted((a, b) => b.score - a.score || compareBytes(a.id, b.id)).slice(0, count);
}

/** The order of the collation "C". */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
