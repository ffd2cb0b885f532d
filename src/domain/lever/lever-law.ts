import type { RegisteredTerritory, TerritoryKind } from '../territory/territory.ts';

/** Kinds of territory whose powers are known: a `pays` has those that its members give it. */
export const EMPOWERED_KINDS = [
  'commune',
  'epci',
  'ept',
  'departement',
  'region',
] as const satisfies readonly RegisteredTerritory['kind'][];
export type EmpoweredKind = (typeof EMPOWERED_KINDS)[number];

/** Official address of a text: `reference` opens the text itself, `code` the code or the chapter that holds it. */
export interface OfficialAddress {
  readonly url: string;
  readonly opens: 'reference' | 'code';
}

export interface LegalText {
  /** Citation of the article, the law or the decision. */
  readonly ref: string;
  /** Rule that it sets, in one sentence. */
  readonly about: string;
  /** Null when none is known. */
  readonly address: OfficialAddress | null;
  /** Day of the reading, as `2026-11-26`. */
  readonly checkedOn: string;
  /** Page that was read, and the version that it gave. */
  readonly checkedHow: string;
}

/** Amount, share, duration or size from which a rule applies. */
export interface Threshold {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** Year of the source. */
  readonly year: number;
  readonly note: string | null;
  readonly sourceUrl: string;
}

/** Whether a kind of collectivité may use a lever; `reason` says the condition, or why it may not. */
export type Permission =
  | { readonly may: 'yes' }
  | { readonly may: 'conditional' | 'no'; readonly reason: string; readonly ref: string };

/** Signature of the lawyer who read the law of a lever again. */
export interface LegalReview {
  readonly name: string;
  /** Day, as `2026-11-26`. */
  readonly on: string;
}

export interface LeverLaw {
  /** Null until a lawyer has signed. */
  readonly reviewedBy: LegalReview | null;
  readonly whoMay: Readonly<Record<EmpoweredKind, Permission>>;
  readonly texts: readonly LegalText[];
  readonly watchOut: readonly string[];
  readonly firstSteps: readonly string[];
  readonly thresholds: readonly Threshold[];
}

export type KindPermission = Permission & { readonly kind: EmpoweredKind };

/** Returns what `kind` may do with a lever; null when the kind or the law of the lever is not known. */
export function permissionFor(law: LeverLaw | null, kind: TerritoryKind | null): KindPermission | null {
  const known = EMPOWERED_KINDS.find((candidate) => candidate === kind);
  return law === null || known === undefined ? null : { kind: known, ...law.whoMay[known] };
}
