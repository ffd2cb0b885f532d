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
  const kept = scores.filter((score) => score > floor).sort();
  const threshold = kept[Math.max(0, kept.length - count)] ?? Number.POSITIVE_INFINITY;
  const positions: number[] = [];
  for (let position = 0; position < scores.length; position += 1) {
    if ((scores[position] ?? Number.NaN) >= threshold) positions.push(position);
  }
  return positions;
}

/** Highest score first, ties by the bytes of the id, `count` at most. */
export function bestFirst<T extends Ranked>(items: readonly T[], count: number): readonly T[] {
  return items.toSorted((a, b) => b.score - a.score || compareBytes(a.id, b.id)).slice(0, count);
}

/** The order of the collation "C". */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
