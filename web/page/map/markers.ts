import type { MappedPlace } from './place.ts';

/** An outline of the map, with the point where its marker stands. */
export interface DepartmentOutline {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly x: number;
  readonly y: number;
  readonly path: string;
}

export interface Marker {
  readonly place: MappedPlace;
  readonly x: number;
  readonly y: number;
}

/** Radius of a marker, in units of the drawing (613 wide). */
export const RADIUS = 11;
const ROUNDS = 40;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** One marker for each département of a place; a région has one, in the middle of its départements. */
function anchorsOf(place: MappedPlace, outlines: readonly DepartmentOutline[]): readonly Marker[] {
  const departments = outlines.filter(({ code }) => place.departments.includes(code));
  const regions = place.regions.map((region) => outlines.filter((outline) => outline.region === region));
  return [
    ...departments.map(({ x, y }) => ({ place, x, y })),
    ...regions
      .filter((parts) => parts.length > 0)
      .map((parts) => ({ place, x: mean(parts.map(({ x }) => x)), y: mean(parts.map(({ y }) => y)) })),
  ];
}

/** Pushes apart those that overlap, each by half of the overlap, until none does or patience ends. */
function spread(markers: readonly Marker[]): readonly Marker[] {
  const points = markers.map(({ x, y }, index) => ({ x: x + index * 0.01, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, a] of points.entries()) {
      for (const b of points.slice(index + 1)) {
        const distance = Math.hypot(b.x - a.x, b.y - a.y);
        const push = (2 * RADIUS - distance) / 2;
        if (push <= 0 || distance === 0) continue;
        const [dx, dy] = [((b.x - a.x) / distance) * push, ((b.y - a.y) / distance) * push];
        a.x -= dx;
        a.y -= dy;
        b.x += dx;
        b.y += dy;
      }
    }
  }
  return markers.map(({ place }, index) => ({ place, x: points[index]?.x ?? 0, y: points[index]?.y ?? 0 }));
}

/** Where the markers of the places stand, by rank, without one hiding another. */
export function placeMarkers(
  places: readonly MappedPlace[],
  outlines: readonly DepartmentOutline[],
): readonly Marker[] {
  return spread(places.flatMap((place) => anchorsOf(place, outlines)));
}
