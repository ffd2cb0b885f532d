/** How far from 1 the length of a unit vector may be by the rounding of its 32-bit coordinates alone. */
const ROUNDING = 1e-6;

/**
 * Makes a vector of length 1 from coordinates received from elsewhere. Those that already have it, but for
 * rounding, are kept bit for bit: a vector is the same whether its model is here or elsewhere.
 * @throws RangeError when they are not `dimensions` finite numbers, or have no direction
 */
export function toUnitVector(coordinates: readonly number[], dimensions: number): Float32Array {
  const length = Math.sqrt(coordinates.reduce((sum, value) => sum + value * value, 0));
  if (coordinates.length !== dimensions || !(length > 0 && Number.isFinite(length))) {
    throw new RangeError(`${coordinates.length} coordinates of length ${length}`);
  }
  const scale = Math.abs(length - 1) <= ROUNDING ? 1 : length;
  return Float32Array.from(coordinates, (value) => value / scale);
}
