const DECIMALS = 1e4;

/** Four decimals: what is beyond depends on the processor. */
export function roundScore(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}
