import departments from './departments.json';
import type { MappedPlace, OwnPlace } from './place.ts';

/** Mark of a place on the map; without a place, that of the reader. */
export interface Marker {
  readonly place: MappedPlace | null;
  readonly x: number;
  readonly y: number;
  /** Half of its width, in units of the drawing. */
  readonly radius: number;
}

/** Width and height of the drawing, in its units. */
export const SIZE = { width: 613, height: 680 };
/** Radius of a marker: 20 px of width on a screen of 320 px. */
const RADIUS = 24;
/** Half of the width of « vous ». */
export const OWN_RADIUS = 38;
const ROUNDS = 60;

interface Point {
  readonly x: number;
  readonly y: number;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function middleOf(region: string): readonly Point[] {
  const parts = departments.filter((department) => department.region === region);
  return parts.length === 0 ? [] : [{ x: mean(parts.map(({ x }) => x)), y: mean(parts.map(({ y }) => y)) }];
}

/** A point for each département; a région has one, in the middle of its départements. */
function pointsOf(place: Pick<MappedPlace, 'departments' | 'regions'>): readonly Point[] {
  return [
    ...departments.filter(({ code }) => place.departments.includes(code)),
    ...place.regions.flatMap(middleOf),
  ];
}

function pointsOfOwn({ department, region }: OwnPlace): readonly Point[] {
  return pointsOf({
    departments: department === null ? [] : [department],
    regions: department === null && region !== null ? [region] : [],
  });
}

/** Keeps a marker whole within the drawing. */
function within(value: number, radius: number, end: number): number {
  return Math.min(Math.max(value, radius), end - radius);
}

/** Pushes apart those that overlap, each by half of the overlap, until none does or patience ends. */
function spread(markers: readonly Marker[]): readonly Marker[] {
  const moved = markers.map((marker, index) => ({ ...marker, x: marker.x + index * 0.01 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, a] of moved.entries()) {
      for (const b of moved.slice(index + 1)) {
        const distance = Math.hypot(b.x - a.x, b.y - a.y);
        const push = (a.radius + b.radius - distance) / 2;
        if (push <= 0 || distance === 0) continue;
        const [dx, dy] = [((b.x - a.x) / distance) * push, ((b.y - a.y) / distance) * push];
        a.x = within(a.x - dx, a.radius, SIZE.width);
        a.y = within(a.y - dy, a.radius, SIZE.height);
        b.x = within(b.x + dx, b.radius, SIZE.width);
        b.y = within(b.y + dy, b.radius, SIZE.height);
      }
    }
  }
  return moved.map(({ x, y, ...marker }) => ({ ...marker, x: Math.round(x), y: Math.round(y) }));
}

/** Where the markers stand: the reader, then the places by rank, without one hiding another. */
export function placeMarkers(places: readonly MappedPlace[], own: OwnPlace): readonly Marker[] {
  return spread([
    ...pointsOfOwn(own).map(({ x, y }) => ({ place: null, x, y, radius: OWN_RADIUS })),
    ...places.flatMap((place) => pointsOf(place).map(({ x, y }) => ({ place, x, y, radius: RADIUS }))),
  ]);
}

const SHORT_NAMES: Readonly<Record<string, string>> = { '971': 'Guad.', '972': 'Mart.', '974': 'Réunion' };

/** Names of the départements drawn in frames, short enough to stand above them. */
export const FRAMES: readonly { readonly name: string; readonly x: number }[] = departments
  .filter(({ code }) => code.length > 2)
  .map(({ code, name, x }) => ({ name: SHORT_NAMES[code] ?? name, x }));
