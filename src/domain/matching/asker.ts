import type { TerritoryKind } from '../territory/territory.ts';

/** Groups of collectivités that are advised different levers, from the smallest. */
export const ASKERS = [
  'village',
  'town',
  'city',
  'intercommunality',
  'large-intercommunality',
  'departement',
  'region',
] as const;
export type Asker = (typeof ASKERS)[number];

/** Inhabitants from which a commune is a town, then a city, and a grouping is large. */
const TOWN = 3_500;
const CITY = 20_000;
const LARGE = 100_000;

/** Returns the group of a collectivité; null for an unknown kind, or a commune of unknown population. */
export function askerOf(kind: TerritoryKind | null, populationCount: number | null): Asker | null {
  switch (kind) {
    case null:
    case 'departement':
    case 'region':
      return kind;
    case 'commune':
      if (populationCount === null) return null;
      if (populationCount < TOWN) return 'village';
      return populationCount < CITY ? 'town' : 'city';
    default:
      return (populationCount ?? 0) < LARGE ? 'intercommunality' : 'large-intercommunality';
  }
}

/** Makes a value for each asker. */
export function mapAskers<T>(make: (asker: Asker) => T): Readonly<Record<Asker, T>> {
  return Object.fromEntries(ASKERS.map((asker) => [asker, make(asker)])) as Record<Asker, T>;
}
