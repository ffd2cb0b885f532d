import type { ModelCalibration } from '../../../ports/embedder.ts';

export type Scale = Pick<ModelCalibration, 'background' | 'strong'>;

/** Computes the dot product of two unit vectors; 0 when one is missing. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

/** Puts a cosine on the scale of the model: 0 for nothing in common, 1 for an answer. */
export function scaled(value: number, { background, strong }: Scale): number {
  return Math.min(1, Math.max(0, (value - background) / (strong - background)));
}
