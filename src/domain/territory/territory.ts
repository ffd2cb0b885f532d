/** Kinds of territory. `pays` (PETR, pays) has no code in the official register. */
export const TERRITORY_KINDS = ['commune', 'epci', 'ept', 'departement', 'region', 'pays'] as const;
export type TerritoryKind = (typeof TERRITORY_KINDS)[number];

export const SETTINGS = ['rural', 'periurban', 'urban', 'mixed'] as const;
export type Setting = (typeof SETTINGS)[number];

/** Département, région or EPCI, as an attribute of another territory. */
export interface PlaceRef {
  readonly code: string;
  readonly name: string;
}

/** Legal form of an EPCI: communauté de communes, d'agglomération, urbaine, métropole. */
export type EpciForm = 'CC' | 'CA' | 'CU' | 'METRO';

/** Territory of the official register (découpage administratif). */
export interface RegisteredTerritory {
  /** INSEE code of a commune, a département or a région; SIREN of an EPCI or EPT. */
  readonly code: string;
  /** SIREN, nine digits; null when the register does not give it. */
  readonly siren: string | null;
  readonly kind: Exclude<TerritoryKind, 'pays'>;
  readonly name: string;
  readonly populationCount: number | null;
  /** Département where most of its inhabitants live; null for a région. */
  readonly department: PlaceRef | null;
  /** Région where most of its inhabitants live; itself for a région. */
  readonly region: PlaceRef | null;
  /** Ascending; empty except for a commune. */
  readonly postalCodes: readonly string[];
  /** Form of the EPCI, or of the commune's EPCI. */
  readonly epciForm: EpciForm | null;
  readonly epci: PlaceRef | null;
}

/**
 * Why a name or a code that is not the present one of a territory leads to it: a part of a commune (commune déléguée or
 * associée, municipal arrondissement), a former name of it or of a commune that it replaced, a former code or SIREN,
 * the initials of an EPCI, or a usual way to name an EPCI by its town.
 */
export const ALIAS_KINDS = ['part', 'former-name', 'former-code', 'acronym', 'usual-name'] as const;
export type AliasKind = (typeof ALIAS_KINDS)[number];

/** Fact about a territory that the official register does not have, as a file of the operator gives it. */
export interface TerritoryFact {
  /** French name, unique for a territory: « Petites villes de demain ». No colon. */
  readonly key: string;
  readonly value: string;
  /** Publisher of the file. */
  readonly source: string;
  readonly year: number;
}

/** Forms of official codes: INSEE of a commune, a département or a région, SIREN of an EPCI or EPT. */
export const CODE_FORMS: Readonly<Record<TerritoryKind, RegExp>> = {
  commune: /^(?:\d\d|2[AB])\d{3}$/,
  epci: /^\d{9}$/,
  ept: /^\d{9}$/,
  departement: /^(?:\d\d|2[AB]|9[78]\d)$/,
  // Overseas collectivités are régions of three digits.
  region: /^(?:\d\d|9[78]\d)$/,
  // The pays have no official code.
  pays: /^(?!)/,
};

/** Writes a code as the register does: « 2b 124 » becomes 2B124, « 217 500 016 » becomes 217500016. */
export function normaliseTerritoryCode(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

/** Says whether a normalised text can begin a code or a postal code: 2 to 9 digits, or Corsican. */
export function looksLikeCode(text: string): boolean {
  return /^\d[\dAB]\d{0,7}$/.test(text);
}

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
