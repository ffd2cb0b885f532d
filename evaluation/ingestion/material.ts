import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { foldName } from '../../src/domain/territory/fold-name.ts';
import { TERRITORY_KINDS } from '../../src/domain/territory/territory.ts';
import { fold } from '../../src/domain/text/fold.ts';
import type { Gazetteer } from '../../src/ports/gazetteer.ts';
import { readJsonLines } from './read-json-lines.ts';

const placeSchema = z.strictObject({
  /** As written in the text. */
  name: z.string(),
  kind: z.enum(TERRITORY_KINDS),
  official: z.string(),
  /** Code of its département; null for a région. */
  department: z.string().nullable(),
  acted: z.boolean(),
  why: z.enum([
    ...(['acts', 'partner', 'funder', 'venue', 'affiliation', 'comparison', 'passing', 'wish'] as const),
    ...(['structure-only', 'address'] as const),
  ]),
});

const storySchema = z.strictObject({
  title: z.string(),
  /** Official names. */
  territories: z.array(z.string()).min(1),
  /** `span` is the passage of the text that proves the lever. */
  levers: z.array(z.strictObject({ lever: z.string(), span: z.string() })),
  tolerated: z.array(z.string()),
  year: z.int().nullable(),
});

const annotatedPageSchema = z.strictObject({
  style: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  /** A heading, a paragraph or an item of a list a line. */
  text: z.string(),
  places: z.array(placeSchema),
  experiences: z.array(storySchema),
});

/** Fictional page, with what a person read in it. */
export type AnnotatedPage = z.infer<typeof annotatedPageSchema>;
type AnnotatedPlace = AnnotatedPage['places'][number];

/** Pages that only measure. */
export const PART_APART = fileURLToPath(new URL('material/apart.jsonl', import.meta.url));

/** Folder of the pages on which classifiers are fitted, a file a style. */
const LEARNED = fileURLToPath(new URL('material/learned/', import.meta.url));

export async function readMaterial(files: readonly string[]): Promise<readonly AnnotatedPage[]> {
  return (await Promise.all(files.map((file) => readJsonLines(file, annotatedPageSchema)))).flat();
}

/** Reads the pages on which classifiers are fitted, style after style. */
export async function readLearned(): Promise<readonly AnnotatedPage[]> {
  const names = (await readdir(LEARNED)).filter((name) => name.endsWith('.jsonl')).sort();
  return readMaterial(names.map((name) => `${LEARNED}${name}`));
}

/** Territory of the register that a place of the material means. */
export interface KnownTerritory {
  readonly code: string | null;
  readonly kind: AnnotatedPlace['kind'];
  readonly name: string;
}

/** Finds the territory of an official name in its département; null when the register has none or several. */
export function resolvePlace(
  { official, kind, department }: Pick<AnnotatedPlace, 'official' | 'kind' | 'department'>,
  gazetteer: Gazetteer,
): KnownTerritory | null {
  if (kind === 'pays') return { code: null, kind, name: official };
  const core = (name: string) => foldName(name).core;
  const isWide = kind === 'region' || kind === 'departement' || kind === 'epci';
  // A search leads from a département that is no authority any more to the one that is.
  const all =
    kind === 'departement' && department !== null
      ? gazetteer.findByCode(department)
      : gazetteer.search(official, 50).map(({ territory }) => territory);
  const found = all.filter((one) => one.kind === kind && (isWide || one.department?.code === department));
  const named = found.filter(({ name }) => core(name) === core(official) || fold(name) === fold(official));
  const here = named.filter(({ department: own }) => own?.code === department);
  const [only] = here.length === 1 ? here : named;
  if (only === undefined || (here.length !== 1 && named.length !== 1)) return null;
  return { code: only.code, kind, name: only.name };
}

/** Lists the faults of a page: a span or a name that its text does not have, an unknown lever or territory. */
export function findFaults(
  { text, places, experiences }: AnnotatedPage,
  levers: ReadonlySet<string>,
  gazetteer: Gazetteer,
): readonly string[] {
  const officials = new Set(places.map(({ official }) => official));
  const spans = experiences.flatMap((story) => story.levers);
  const used = [...spans.map(({ lever }) => lever), ...experiences.flatMap(({ tolerated }) => tolerated)];
  return [
    ...places.filter(({ name }) => !text.includes(name)).map(({ name }) => `nom absent du texte : ${name}`),
    ...spans.filter(({ span }) => !text.includes(span)).map(({ span }) => `passage absent : ${span}`),
    ...used.filter((lever) => !levers.has(lever)).map((lever) => `levier inconnu : ${lever}`),
    ...experiences
      .flatMap(({ territories }) => territories)
      .filter((name) => !officials.has(name))
      .map((name) => `territoire absent des lieux : ${name}`),
    ...places
      .filter((place) => resolvePlace(place, gazetteer) === null)
      .map(({ official, kind, department }) => `hors du registre : ${official} (${kind}, ${department})`),
  ];
}
