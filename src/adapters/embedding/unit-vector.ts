/** How far from 1 the length of a unit vector may be by the rounding of its 32-bit coordinates alone. */
const ROUNDING = 1e-6;

/**
 * Coordinates received from elsewhere as a vector of length 1. Those that already have it, but for
 * rounding, are kept bit for bit: a vector is the same whether its model is here or elsewhere.
 * Null when they are not `dimensions` finite numbers, or have no direction.
 */
export function toUnitVector(coordinates: readonly number[], dimensions: number): Float32Array | null {
  if (coordinates.length !== dimensions) return null;
  const length = Math.sqrt(coordinates.reduce((sum, value) => sum + value * value, 0));
  if (!(length > 0 && Number.isFinite(length))) return null;
  const scale = Math.abs(length - 1) <= ROUNDING ? 1 : length;
  return Float32Array.from(coordinates, (value) => value / scale);
}
