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
