import type { RegisteredTerritory } from './territory.ts';

/** Seats of the State's offices: sous-préfecture, préfecture, préfecture of a région. */
export const SEATS = ['none', 'arrondissement', 'departement', 'region'] as const;
export type Seat = (typeof SEATS)[number];

/** Number of inhabitants below which a commune is small. */
export const SMALL_COMMUNE = 1_000;

/** Communes around a commune, in its EPCI, or inside a territory of another kind. */
export interface CommuneGroup {
  readonly count: number;
  readonly smallCount: number;
  /** Rank of the commune by population, from 1, the same for equals; null for another kind. */
  readonly rank: number | null;
  /** Share of the group's inhabitants, in [0, 1]: those of the commune, or of the most populous commune of another kind. */
  readonly share: number;
}

/** Position of a territory among communes, from the official register alone. */
export interface Standing {
  readonly territory: RegisteredTerritory;
  /** Seat that a commune is, or the highest inside an EPCI or EPT; null for a département or a région, which all have one. */
  readonly seat: Seat | null;
  /** Null for a commune without an EPCI. */
  readonly communes: CommuneGroup | null;
}

/** Standing with the values of the operator's facts, by key. */
export interface Compared extends Standing {
  readonly facts: ReadonlyMap<string, string>;
}

export interface Neighbour {
  readonly standing: Compared;
  /** 0 or more; 1 is about a population twice as large, all else equal. */
  readonly distance: number;
}

/** Distance between two values of a scale: 1 when one alone is known, 0 when neither is. */
function gap(a: number | null, b: number | null): number {
  if (a === null || b === null) return a === b ? 0 : 1;
  return Math.abs(a - b);
}

/** Values of a standing on scales whose unit is a doubling of population. */
function scaled({ territory, communes }: Standing): readonly (number | null)[] {
  const { populationCount } = territory;
  return [
    populationCount === null ? null : Math.log2(Math.max(1, populationCount)),
    communes === null ? null : Math.log2(communes.count) / 2,
    communes === null ? null : (communes.smallCount / communes.count) * 4,
    communes === null ? null : communes.share * 4,
    communes === null || communes.rank === null ? null : Math.log2(communes.rank) / 2,
  ];
}

/** Number of keys whose values differ; a key that one of them lacks is a difference. */
function countDifferentFacts(a: Compared['facts'], b: Compared['facts']): number {
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key)).length;
}

/**
 * Distance between two territories of a kind, symmetric, 0 for equal standings. A sum of absolute differences, as in
 * Gower's coefficient (Biometrics 27, 1971), on fixed scales instead of ranges, so that no other territory changes it:
 *
 *   |Δ log2 population| + ½ |Δ log2 communes| + 4 |Δ share of small communes| + 4 |Δ share of inhabitants|
 *   + ½ |Δ log2 rank| + 1 if the seats differ + 1 for each fact that differs
 *
 * A value that one of the two lacks counts 1. Twenty-five points of a share weigh as much as a population twice as large.
 */
export function distanceBetween(a: Compared, b: Compared): number {
  const others = scaled(b);
  const sum = scaled(a).reduce<number>((total, value, index) => total + gap(value, others[index] ?? null), 0);
  return sum + (a.seat === b.seat ? 0 : 1) + countDifferentFacts(a.facts, b.facts);
}

/**
 * Returns the `limit` territories nearest to `asked` among those of its kind, never itself: nearest first, then by code.
 * Pure.
 */
export function nearestTo(asked: Compared, among: readonly Compared[], limit: number): readonly Neighbour[] {
  const { kind, code } = asked.territory;
  const neighbours = among
    .filter(({ territory }) => territory.kind === kind && territory.code !== code)
    .map((standing) => ({ standing, distance: distanceBetween(asked, standing) }));
  // Sorting numbers and keeping few neighbours is ten times cheaper than sorting 35,000 neighbours.
  const farthest = Float64Array.from(neighbours, ({ distance }) => distance).sort()[limit - 1] ?? Infinity;
  return neighbours
    .filter(({ distance }) => distance <= farthest)
    .sort(
      (a, b) => a.distance - b.distance || (a.standing.territory.code < b.standing.territory.code ? -1 : 1),
    )
    .slice(0, limit);
}
