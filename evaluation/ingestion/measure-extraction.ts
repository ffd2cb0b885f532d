import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';
import type { Resource, ResourceExtraction } from '../../src/domain/resource/resource.ts';
import { fold } from '../../src/domain/text/fold.ts';
import { addTallies, compareSets, EMPTY_TALLY, type Tally } from './tally.ts';
import type { TrueExperience, Truth } from './truth.ts';

export const MEASURES = [
  'resources',
  'privacy',
  'experiences',
  'territories',
  'levers',
  'themes',
  'years',
] as const;
export type Measure = (typeof MEASURES)[number];
export type Measures = Readonly<Record<Measure, Tally>>;

interface Pair {
  readonly expected: TrueExperience;
  readonly found: ExperienceDraft;
}

interface Placed {
  readonly code: string | null;
  readonly kind: string;
  readonly name: string;
}

/** Returns the key of a territory: its kind with its code, or with its name when it has no code. */
function keyOf({ code, kind, name }: Placed): string {
  return `${kind} ${code ?? fold(name)}`;
}

function sharedTerritories({ territories }: TrueExperience, found: ExperienceDraft): number {
  const keys = new Set(found.territories.map(keyOf));
  return territories.filter((territory) => keys.has(keyOf(territory))).length;
}

/** Pairs each expected experience with the one that shares the most territories with it, each used once. */
function pairUp(expected: readonly TrueExperience[], found: readonly ExperienceDraft[]): readonly Pair[] {
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
): Omit<Measures, 'resources' | 'privacy'> {
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
    themes: each((pair, place) => compareSets(pair.expected.themes, pair.found.themes, [], place)),
    years: each(({ expected: { years }, found: { year } }, place) => {
      if (year === null) return { ...EMPTY_TALLY, missed: [`${place} : ${years.join(' ou ')}`] };
      return years.includes(year)
        ? { ...EMPTY_TALLY, right: [`${place} : ${year}`] }
        : { ...EMPTY_TALLY, wrong: [`${place} : ${year}`] };
    }),
  };
}

function compareResources(
  truth: Truth,
  resources: readonly Resource[],
): Pick<Measures, 'resources' | 'privacy'> {
  const read = new Map(resources.map((resource) => [fold(resource.title), resource]));
  return {
    resources: compareSets(
      truth.resources.map(({ title }) => fold(title)),
      [...read.keys()],
      [],
      'ressource',
    ),
    privacy: truth.resources.reduce((tally, { title, access }) => {
      const found = read.get(fold(title))?.access ?? 'absente';
      const line = `${title} : ${found}, attendu ${access}`;
      return addTallies(
        tally,
        found === access ? { ...EMPTY_TALLY, right: [line] } : { right: [], missed: [line], wrong: [line] },
      );
    }, EMPTY_TALLY),
  };
}

/** Adds the measures of two pages. */
export function addMeasures(a: Measures, b: Measures): Measures {
  return {
    resources: addTallies(a.resources, b.resources),
    privacy: addTallies(a.privacy, b.privacy),
    experiences: addTallies(a.experiences, b.experiences),
    territories: addTallies(a.territories, b.territories),
    levers: addTallies(a.levers, b.levers),
    themes: addTallies(a.themes, b.themes),
    years: addTallies(a.years, b.years),
  };
}

/** Compares the resources and experiences of a page with the truth. An unread resource misses all its experiences. */
export function measureExtraction(truth: Truth, extractions: readonly ResourceExtraction[]): Measures {
  const found = new Map(extractions.map((extraction) => [fold(extraction.resource.title), extraction]));
  const compared = truth.resources.map(({ title, experiences }) => {
    const drafts = found.get(fold(title))?.experiences.map(({ draft }) => draft) ?? [];
    return compareExperiences(experiences, drafts, title);
  });
  const sum = (name: Exclude<Measure, 'resources' | 'privacy'>) =>
    compared.map((one) => one[name]).reduce(addTallies, EMPTY_TALLY);
  return {
    ...compareResources(
      truth,
      extractions.map(({ resource }) => resource),
    ),
    experiences: sum('experiences'),
    territories: sum('territories'),
    levers: sum('levers'),
    themes: sum('themes'),
    years: sum('years'),
  };
}
