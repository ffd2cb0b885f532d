import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';
import type { Resource, ResourceExtraction } from '../../src/domain/resource/resource.ts';
import { foldWords } from '../../src/domain/territory/fold-name.ts';
import { fold } from '../../src/domain/text/fold.ts';
import { coreOfPays } from '../../src/ingestion/extract/where/place.ts';
import { addTallies, compareSets, EMPTY_TALLY, type Figures, figuresOf, type Tally } from './tally.ts';
import type { TrueExperience, TrueResource, Truth } from './truth.ts';

export const MEASURES = [
  'resources',
  'privacy',
  'titles',
  'dates',
  'experiences',
  'territories',
  'levers',
  'themes',
  'years',
] as const;
export type Measure = (typeof MEASURES)[number];
export type Measures = Readonly<Record<Measure, Tally>>;
type ResourceMeasure = 'resources' | 'privacy' | 'titles' | 'dates';
type ExperienceMeasure = Exclude<Measure, ResourceMeasure>;

interface Pair<Found = ExperienceDraft> {
  readonly expected: TrueExperience;
  readonly found: Found;
}

interface Placed {
  readonly code: string | null;
  readonly kind: string;
  readonly name: string;
}

/** Returns the key of a territory: its kind with its code, or with its name when it has no code. */
function keyOf({ code, kind, name }: Placed): string {
  return `${kind} ${code ?? (kind === 'pays' ? coreOfPays(name) : fold(name))}`;
}

/** Experience found, or a case that may be one. */
interface Located {
  readonly territories: readonly Placed[];
}

function sharedTerritories({ territories }: TrueExperience, found: Located): number {
  const keys = new Set(found.territories.map(keyOf));
  return territories.filter((territory) => keys.has(keyOf(territory))).length;
}

/** Pairs each expected experience with the one that shares the most territories with it, each used once. */
export function pairUp<Found extends Located>(
  expected: readonly TrueExperience[],
  found: readonly Found[],
): readonly Pair<Found>[] {
  const candidates = expected
    .flatMap((one) =>
      found.map((other) => ({ expected: one, found: other, shared: sharedTerritories(one, other) })),
    )
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  const used = new Set<unknown>();
  return candidates.filter((pair) => {
    if (used.has(pair.expected) || used.has(pair.found)) return false;
    used.add(pair.expected).add(pair.found);
    return true;
  });
}

function compareTerritories({ expected, found }: Pair, where: string): Tally {
  const tolerated = expected.toleratedTerritories;
  return compareSets(
    expected.territories.map(keyOf),
    found.territories.filter(({ code }) => code === null || !tolerated.includes(code)).map(keyOf),
    [],
    where,
  );
}

function compareExperiences(
  expected: readonly TrueExperience[],
  found: readonly ExperienceDraft[],
  where: string,
): Pick<Measures, ExperienceMeasure> {
  const pairs = pairUp(expected, found);
  const missed = expected.filter((one) => !pairs.some((pair) => pair.expected === one));
  const wrong = found.filter((one) => !pairs.some((pair) => pair.found === one));
  const lost = (values: (one: TrueExperience) => readonly string[]): Tally => ({
    ...EMPTY_TALLY,
    missed: missed.flatMap((one) => values(one).map((value) => `${where}, ${one.description} : ${value}`)),
  });
  const added = (values: (one: ExperienceDraft) => readonly string[]): Tally => ({
    ...EMPTY_TALLY,
    wrong: wrong.flatMap((one) => values(one).map((value) => `${where}, ${one.title} : ${value}`)),
  });
  const each = (compare: (pair: Pair, place: string) => Tally) =>
    pairs.map((pair) => compare(pair, pair.found.title)).reduce(addTallies, EMPTY_TALLY);
  return {
    experiences: {
      right: pairs.map(({ found: { title } }) => title),
      missed: missed.map(({ description }) => `${where} : ${description}`),
      wrong: wrong.map(({ title }) => `${where} : ${title}`),
    },
    territories: [
      each(compareTerritories),
      lost(({ territories }) => territories.map(keyOf)),
      added(({ territories }) => territories.map(keyOf)),
    ].reduce(addTallies),
    levers: [
      each((pair, place) =>
        compareSets(
          pair.expected.levers,
          pair.found.levers.map(({ lever }) => lever),
          pair.expected.toleratedLevers,
          place,
        ),
      ),
      lost(({ levers }) => levers),
      added(({ levers }) => levers.map(({ lever }) => lever)),
    ].reduce(addTallies),
    themes: each(({ expected: { themes }, found }, place) =>
      themes === undefined ? EMPTY_TALLY : compareSets(themes, found.themes, [], place),
    ),
    years: each(({ expected: { years }, found: { year } }, place) => {
      if (year !== null)
        return compareSets(years.filter((one) => one === year).map(String), [String(year)], [], place);
      return years.length === 0
        ? EMPTY_TALLY
        : { ...EMPTY_TALLY, missed: [`${place} : ${years.join(' ou ')}`] };
    }),
  };
}

interface ResourcePair {
  readonly expected: TrueResource;
  /** Null when nothing of the page is this resource. */
  readonly found: ResourceExtraction | null;
}

/** Compares letters and digits: quotation marks and spaces are typography. */
function hasTitle({ title, titles }: TrueResource, found: Resource): boolean {
  return [title, ...titles].some((accepted) => foldWords(accepted) === foldWords(found.title));
}

/** Pairs resources by title, then those left in reading order: a wrong title is an error of its own. */
function pairResources(
  { resources }: Truth,
  extractions: readonly ResourceExtraction[],
): { readonly pairs: readonly ResourcePair[]; readonly unexpected: readonly ResourceExtraction[] } {
  const left = [...extractions];
  const take = (matches: (resource: Resource) => boolean) => {
    const at = left.findIndex(({ resource }) => matches(resource));
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  };
  const byTitle = resources.map((expected) => ({
    expected,
    found: take((read) => hasTitle(expected, read)),
  }));
  const pairs = byTitle.map(({ expected, found }) => ({ expected, found: found ?? take(() => true) }));
  return { pairs, unexpected: left };
}

/** A tally of one value, which may be missing on either side. */
function compareValues(line: string, isRight: boolean, expected: string | null, found: string | null): Tally {
  if (isRight) return { ...EMPTY_TALLY, right: [line] };
  return {
    right: [],
    missed: expected === null ? [] : [`${line}, attendu ${expected}`],
    wrong: found === null ? [] : [`${line}, attendu ${expected ?? 'rien'}`],
  };
}

/** A date more precise than the truth is right. */
function compareDates({ date: expected, title }: TrueResource, found: string | null): Tally {
  if (expected === undefined) return EMPTY_TALLY;
  const isRight = expected !== null && found?.startsWith(expected) === true;
  return compareValues(`${title} : ${found ?? 'aucune date'}`, isRight, expected, found);
}

function compareResource({ expected, found }: ResourcePair): Pick<Measures, ResourceMeasure> {
  const { title, access } = expected;
  const read = found?.resource;
  const accessLine = `${title} : ${read?.access ?? 'absente'}`;
  return {
    resources: read === undefined ? { ...EMPTY_TALLY, missed: [title] } : { ...EMPTY_TALLY, right: [title] },
    privacy: compareValues(accessLine, read?.access === access, access, read?.access ?? 'absente'),
    titles: compareValues(
      read?.title ?? 'absente',
      read !== undefined && hasTitle(expected, read),
      title,
      read?.title ?? null,
    ),
    dates: compareDates(expected, read?.date ?? null),
  };
}

const NOTHING: Measures = {
  resources: EMPTY_TALLY,
  privacy: EMPTY_TALLY,
  titles: EMPTY_TALLY,
  dates: EMPTY_TALLY,
  experiences: EMPTY_TALLY,
  territories: EMPTY_TALLY,
  levers: EMPTY_TALLY,
  themes: EMPTY_TALLY,
  years: EMPTY_TALLY,
};

/** Adds the measures of several pages. */
export function sumMeasures(pages: readonly Measures[]): Measures {
  const sum = { ...NOTHING };
  for (const page of pages) {
    for (const name of MEASURES) sum[name] = addTallies(sum[name], page[name]);
  }
  return sum;
}

/** Returns the counts and rates of each measure. */
export function figuresOfAll(measures: Measures): Readonly<Record<Measure, Figures>> {
  return {
    resources: figuresOf(measures.resources),
    privacy: figuresOf(measures.privacy),
    titles: figuresOf(measures.titles),
    dates: figuresOf(measures.dates),
    experiences: figuresOf(measures.experiences),
    territories: figuresOf(measures.territories),
    levers: figuresOf(measures.levers),
    themes: figuresOf(measures.themes),
    years: figuresOf(measures.years),
  };
}

/**
 * Compares the resources and experiences of a page with the truth. An unread resource misses all its experiences;
 * those of an unexpected one are wrong.
 */
export function measureExtraction(truth: Truth, extractions: readonly ResourceExtraction[]): Measures {
  const { pairs, unexpected } = pairResources(truth, extractions);
  const draftsOf = (extraction: ResourceExtraction | null) =>
    extraction?.experiences.map(({ draft }) => draft) ?? [];
  return sumMeasures([
    ...pairs.map((pair) => ({
      ...compareResource(pair),
      ...compareExperiences(pair.expected.experiences, draftsOf(pair.found), pair.expected.title),
    })),
    ...unexpected.map((extraction) => ({
      ...NOTHING,
      resources: { ...EMPTY_TALLY, wrong: [extraction.resource.title] },
      ...compareExperiences([], draftsOf(extraction), extraction.resource.title),
    })),
  ]);
}
