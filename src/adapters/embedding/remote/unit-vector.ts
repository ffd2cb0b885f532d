/** Largest distance from 1 of a unit vector's length that the rounding of 32-bit coordinates explains. */
const ROUNDING = 1e-6;

/**
 * Scales received coordinates to length 1. A vector that already has it, up to rounding, is kept bit for bit, so that
 * a local and a remote model give the same one.
 * @throws RangeError when the coordinates are not `dimensions` finite numbers, or are all zero
 */
export function toUnitVector(coordinates: readonly number[], dimensions: number): Float32Array {
  const length = Math.sqrt(coordinates.reduce((sum, value) => sum + value * value, 0));
  if (coordinates.length !== dimensions || !(length > 0 && Number.isFinite(length))) {
    throw new RangeError(`${coordinates.length} coordinates of length ${length}`);
  }
  const scale = Math.abs(length - 1) <= ROUNDING ? 1 : length;
  return Float32Array.from(coordinates, (value) => value / scale);
}
