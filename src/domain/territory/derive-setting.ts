import type { EpciForm, RegisteredTerritory, Setting } from './territory.ts';

/** Bands in ascending order: the first whose `below` (inhabitants, exclusive) exceeds the population gives the setting. */
type Bands = readonly { readonly below: number; readonly setting: Setting | null }[];

const ANY = Number.POSITIVE_INFINITY;

/**
 * A commune, by the form of its EPCI. The form says how dense the surroundings are: the law asks
 * for 50,000 inhabitants around a town of 15,000 for a communauté d'agglomération, 250,000 for a
 * communauté urbaine, 400,000 for a métropole.
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
 * An EPCI, by its own form. A communauté de communes that passes 35,000 inhabitants without a
 * town big enough to become an agglomération is more often the ring of a neighbouring one.
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
 * A département: below 350,000 inhabitants none has a big agglomeration that outweighs its
 * countryside; above 1,300,000 population no longer tells Hauts-de-Seine from Pas-de-Calais.
 */
const DEPARTMENT: Bands = [
  { below: 350_000, setting: 'rural' },
  { below: 1_300_000, setting: 'mixed' },
  { below: ANY, setting: null },
];

/**
 * The setting that official facts suggest: population and, for a commune, the form of its EPCI.
 * A rule of thumb: whoever asks may override it, and it must be shown as derived. Null when the
 * population is unknown or says nothing. Pure and total.
 */
export function deriveSetting(territory: RegisteredTerritory): Setting | null {
  const { kind, populationCount, epciForm } = territory;
  if (populationCount === null) return null;
  switch (kind) {
    case 'commune':
      // The few communes without an EPCI are islands and overseas collectivities: no town around them.
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
