import { dot } from '../../../domain/matching/linear-head.ts';
import type { ModelCalibration } from '../../../ports/embedder.ts';

export type Scale = Pick<ModelCalibration, 'background' | 'strong'>;

/** Computes the dot product of two unit vectors; 0 when one is missing. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a === undefined || b === undefined ? 0 : dot(a, b);
}

/** Puts a cosine on the scale of the model: 0 for nothing in common, 1 for an answer. */
export function scaled(value: number, { background, strong }: Scale): number {
  return Math.min(1, Math.max(0, (value - background) / (strong - background)));
}
