/** Kinds of territory. `pays` (PETR, pays) has no code in the official register. */
export declare const TERRITORY_KINDS: readonly ['commune', 'epci', 'ept', 'departement', 'region', 'pays'];
export type TerritoryKind = (typeof TERRITORY_KINDS)[number];
export declare const SETTINGS: readonly ['rural', 'periurban', 'urban', 'mixed'];
export type Setting = (typeof SETTINGS)[number];
/** A département or a région, as an attribute of another territory. */
export interface PlaceRef {
  readonly code: string;
  readonly name: string;
}
/** Legal form of an EPCI: communauté de communes, d'agglomération, urbaine, métropole. */
export type EpciForm = 'CC' | 'CA' | 'CU' | 'METRO';
/** A territory of the official register (découpage administratif). */
export interface RegisteredTerritory {
  /** INSEE code of a commune, a département or a région; SIREN of an EPCI or EPT. */
  readonly code: string;
  /** SIREN, nine digits; null for those that the register does not give. */
  readonly siren: string | null;
  readonly kind: Exclude<TerritoryKind, 'pays'>;
  readonly name: string;
  readonly populationCount: number | null;
  /** The one where most of its inhabitants live; null for a région. */
  readonly department: PlaceRef | null;
  /** The one where most of its inhabitants live; itself for a région. */
  readonly region: PlaceRef | null;
  /** Ascending; empty for what is not a commune. */
  readonly postalCodes: readonly string[];
  /** Of the EPCI itself, or of the one to which the commune belongs. */
  readonly epciForm: EpciForm | null;
  /** The EPCI to which the commune belongs. */
  readonly epci: PlaceRef | null;
}
