const DECIMALS = 1e4;

/** Rounds to four decimals: further ones depend on the processor. */
export function roundScore(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}
