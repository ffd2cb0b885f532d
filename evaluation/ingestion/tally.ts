/** Values expected and found, expected and missed, and found by error. */
export interface Tally {
  readonly right: readonly string[];
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

export const EMPTY_TALLY: Tally = { right: [], missed: [], wrong: [] };

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    right: [...a.right, ...b.right],
    missed: [...a.missed, ...b.missed],
    wrong: [...a.wrong, ...b.wrong],
  };
}

/** Sorts `found` into right, tolerated and wrong; `where` begins every line. */
export function compareSets(
  expected: readonly string[],
  found: readonly string[],
  tolerated: readonly string[],
  where: string,
): Tally {
  const say = (value: string) => `${where} : ${value}`;
  return {
    right: expected.filter((value) => found.includes(value)).map(say),
    missed: expected.filter((value) => !found.includes(value)).map(say),
    wrong: found.filter((value) => !expected.includes(value) && !tolerated.includes(value)).map(say),
  };
}

/** Returns 1 when nothing was found. */
export function precision({ right, wrong }: Tally): number {
  const found = right.length + wrong.length;
  return found === 0 ? 1 : right.length / found;
}

/** Returns 1 when nothing was expected. */
export function recall({ right, missed }: Tally): number {
  const expected = right.length + missed.length;
  return expected === 0 ? 1 : right.length / expected;
}

export function f1(tally: Tally): number {
  const [p, r] = [precision(tally), recall(tally)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

/** Counts and rates of a tally. */
export interface Figures {
  readonly right: number;
  readonly missed: number;
  readonly wrong: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function figuresOf(tally: Tally): Figures {
  const { right, missed, wrong } = tally;
  return {
    right: right.length,
    missed: missed.length,
    wrong: wrong.length,
    precision: precision(tally),
    recall: recall(tally),
    f1: f1(tally),
  };
}
