import type { EpciForm, RegisteredTerritory, Setting } from './territory.ts';

/** Bands in ascending order: the first whose `below` (inhabitants) exceeds the population gives the setting. */
type Bands = readonly { readonly below: number; readonly setting: Setting | null }[];

const ANY = Number.POSITIVE_INFINITY;

/**
 * Bands of a commune, by the form of its EPCI, which indicates the density around: the law requires 50,000 inhabitants
 * around a town of 15,000 for a communauté d'agglomération, 250,000 for a communauté urbaine, 400,000 for a métropole.
 *
 * Aligned with INSEE's seven-level density grid: « grands centres urbains » and « centres urbains
 * intermédiaires » are urban (about 10,000 inhabitants and more), « ceintures urbaines » are
 * periurban (2,000 to 10,000 around a big town), « bourgs ruraux » and dispersed housing are
 * rural. A « petite ville » that leads a communauté de communes (5,000 to 10,000) is town and
 * country at once: mixed.
 */
const COMMUNE: Readonly<Record<EpciForm, Bands>> = {
  CC: [
    { below: 5_000, setting: 'rural' },
    { below: 10_000, setting: 'mixed' },
    { below: ANY, setting: 'urban' },
  ],
  CA: [
    { below: 2_000, setting: 'rural' },
    { below: 10_000, setting: 'periurban' },
    { below: ANY, setting: 'urban' },
  ],
  CU: [
    { below: 10_000, setting: 'periurban' },
    { below: ANY, setting: 'urban' },
  ],
  METRO: [
    { below: 10_000, setting: 'periurban' },
    { below: ANY, setting: 'urban' },
  ],
};

/**
 * Bands of an EPCI, by its form. A communauté de communes that passes 35,000 inhabitants without a town big enough to
 * become an agglomération is more often the ring of a neighbouring one.
 */
const EPCI: Readonly<Record<EpciForm, Bands>> = {
  CC: [
    { below: 35_000, setting: 'rural' },
    { below: ANY, setting: 'periurban' },
  ],
  CA: [
    { below: 100_000, setting: 'mixed' },
    { below: ANY, setting: 'urban' },
  ],
  CU: [{ below: ANY, setting: 'urban' }],
  METRO: [{ below: ANY, setting: 'urban' }],
};

/**
 * Bands of a département: below 350,000 inhabitants no agglomeration outweighs the countryside; above 1,300,000 the
 * population no longer separates Hauts-de-Seine from Pas-de-Calais.
 */
const DEPARTMENT: Bands = [
  { below: 350_000, setting: 'rural' },
  { below: 1_300_000, setting: 'mixed' },
  { below: ANY, setting: null },
];

/**
 * Derives the setting from the population and, for a commune, the form of its EPCI. A rule of thumb: the client may
 * override it, and it must be shown as derived. Null when the population is unknown or not conclusive.
 */
export function deriveSetting(territory: RegisteredTerritory): Setting | null {
  const { kind, populationCount, epciForm } = territory;
  if (populationCount === null) return null;
  switch (kind) {
    case 'commune':
      // The few communes without an EPCI are islands and overseas collectivités: no town around them.
      return pick(COMMUNE[epciForm ?? 'CC'], populationCount);
    case 'epci':
      return epciForm === null ? null : pick(EPCI[epciForm], populationCount);
    case 'ept':
      return 'urban';
    case 'departement':
      return pick(DEPARTMENT, populationCount);
    case 'region':
      return 'mixed';
  }
}

function pick(bands: Bands, populationCount: number): Setting | null {
  return bands.find((band) => populationCount < band.below)?.setting ?? null;
}
