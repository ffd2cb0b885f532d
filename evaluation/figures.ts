import type { Estimate } from './metrics.ts';

function decimals(value: number, count: number): string {
  return value.toFixed(count).replace('.', ',');
}

/** Writes «0,755»; a dash for NaN. */
export function formatValue(value: number): string {
  return Number.isNaN(value) ? '—' : decimals(value, 3);
}

/** Writes «[0,683 ; 0,822]»; a dash for an estimate over nothing. */
export function formatInterval({ low, high, count }: Estimate): string {
  return count === 0 ? '—' : `[${formatValue(low)} ; ${formatValue(high)}]`;
}

/** Writes «+0,012» or «−0,004». */
export function formatDifference(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${formatValue(Math.abs(difference))}`;
}

/** Writes «0,034» or «< 0,001». */
export function formatProbability(pValue: number): string {
  return pValue < 0.001 ? '< 0,001' : decimals(pValue, 3);
}

/** French names of the measures. */
export const MEASURE_LABELS = {
  'ndcg@5': 'nDCG@5',
  'recall@10': 'rappel@10',
  mrr: 'MRR',
} as const;
