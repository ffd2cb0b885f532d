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
  /** A rule of thumb that the client may override, to show as derived; null when no population is known. */
  readonly setting: Setting | null;
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
  departement: /^(?:\d\d|2[AB]|6AE|9[78]\d)$/,
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

/** Tells a département or a région from what lies inside one. */
export const isVast = ({ kind }: { readonly kind: TerritoryKind }): boolean =>
  kind === 'departement' || kind === 'region';

/** INSEE codes of the overseas régions, whose distance and law no other territory shares. */
export const OVERSEAS_REGIONS: readonly string[] = ['01', '02', '03', '04', '06'];

/** Bands in ascending order: the first whose bound (inhabitants) exceeds the population gives the setting. */
type Bands = readonly (readonly [below: number, Setting])[];

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
 * country at once: mixed. A commune overseas is as wide as several of the mainland.
 */
const COMMUNE: Readonly<Record<EpciForm | 'overseas', Bands>> = {
  CC: bands([5_000, 'rural'], [10_000, 'mixed'], [ANY, 'urban']),
  CA: bands([2_000, 'rural'], [10_000, 'periurban'], [ANY, 'urban']),
  CU: bands([10_000, 'periurban'], [ANY, 'urban']),
  METRO: bands([10_000, 'periurban'], [ANY, 'urban']),
  overseas: bands([10_000, 'rural'], [60_000, 'mixed'], [ANY, 'urban']),
};

type Inhabited = Pick<RegisteredTerritory, 'populationCount' | 'setting'>;

/** Derives the setting of a commune; null when its population is unknown. */
export function communeSetting({
  code,
  populationCount,
  epciForm,
}: Pick<RegisteredTerritory, 'code' | 'populationCount' | 'epciForm'>): Setting | null {
  if (populationCount === null) return null;
  // The few mainland communes without an EPCI are islands: no town around them.
  const among = COMMUNE[code.startsWith('97') ? 'overseas' : (epciForm ?? 'CC')];
  return among.find(([below]) => populationCount < below)?.[1] ?? null;
}

/** Shares of the inhabitants from which a territory is rural or urban: a person says so of most such territories. */
const RURAL_SHARE = 0.5;
const URBAN_SHARE = 0.75;

/** Derives the setting of a territory from those of its communes; null when none is known. */
export function settingOfCommunes(communes: readonly Inhabited[]): Setting | null {
  const count = (among: readonly Inhabited[]) =>
    among.reduce((sum, { populationCount }) => sum + (populationCount ?? 0), 0);
  const share = (wanted: Setting) => count(communes.filter(({ setting }) => setting === wanted)) / total;
  const total = count(communes);
  if (total === 0) return null;
  if (share('rural') >= RURAL_SHARE) return 'rural';
  return share('urban') >= URBAN_SHARE ? 'urban' : 'mixed';
}
