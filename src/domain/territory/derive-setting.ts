import type { EpciForm, RegisteredTerritory, Setting } from './territory.ts';

/** Bands in ascending order: the first whose bound (inhabitants) exceeds the population gives the setting. */
type Bands = readonly (readonly [below: number, Setting | null])[];

const bands = (...given: Bands) => given;

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
  CC: bands([5_000, 'rural'], [10_000, 'mixed'], [ANY, 'urban']),
  CA: bands([2_000, 'rural'], [10_000, 'periurban'], [ANY, 'urban']),
  CU: bands([10_000, 'periurban'], [ANY, 'urban']),
  METRO: bands([10_000, 'periurban'], [ANY, 'urban']),
};

/**
 * Bands of an EPCI, by its form. A communauté de communes that passes 35,000 inhabitants without a town big enough to
 * become an agglomération is more often the ring of a neighbouring one.
 */
const EPCI: Readonly<Record<EpciForm, Bands>> = {
  CC: bands([35_000, 'rural'], [ANY, 'periurban']),
  CA: bands([100_000, 'mixed'], [ANY, 'urban']),
  CU: bands([ANY, 'urban']),
  METRO: bands([ANY, 'urban']),
};

/**
 * Bands of a département: below 350,000 inhabitants no agglomeration outweighs the countryside; above 1,300,000 the
 * population no longer separates Hauts-de-Seine from Pas-de-Calais.
 */
const DEPARTMENT: Bands = bands([350_000, 'rural'], [1_300_000, 'mixed'], [ANY, null]);

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

function pick(among: Bands, populationCount: number): Setting | null {
  return among.find(([below]) => populationCount < below)?.[1] ?? null;
}
