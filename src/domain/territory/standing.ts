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
  /**
   * Share of the group's inhabitants, in [0, 1]: those of the commune, or of the most populous commune of another kind.
   */
  readonly share: number;
}

/** Position of a territory among communes, from the official register alone. */
export interface Standing {
  readonly territory: RegisteredTerritory;
  /**
   * Seat that a commune is, or the highest inside an EPCI or EPT; null for a département or a région, which all have
   * one.
   */
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

function scaledPopulation({ territory: { populationCount } }: Standing): number | null {
  return populationCount === null ? null : Math.log2(Math.max(1, populationCount));
}

/** Values of a standing on scales whose unit is a doubling of population. */
function scaled(standing: Standing): readonly (number | null)[] {
  const { communes } = standing;
  return [
    scaledPopulation(standing),
    communes === null ? null : Math.log2(communes.count) / 2,
    communes === null ? null : (communes.smallCount / communes.count) * 4,
    communes === null ? null : communes.share * 4,
    communes === null || communes.rank === null ? null : Math.log2(communes.rank) / 2,
  ];
}

/** Number of keys whose values differ; a key that one of them lacks is a difference. */
function countDifferentFacts(a: Compared['facts'], b: Compared['facts']): number {
  if (a.size === 0 && b.size === 0) return 0;
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key)).length;
}

/**
 * Distance between two territories of a kind, symmetric, 0 for equal standings. A sum of absolute differences, as in
 * Gower's coefficient (Biometrics 27, 1971), on fixed scales instead of ranges, so that no other territory changes it:
 *
 *   |Δ log2 population| + ½ |Δ log2 communes| + 4 |Δ share of small communes| + 4 |Δ share of inhabitants|
 *   + ½ |Δ log2 rank| + 1 if the seats differ + 1 for each fact that differs
 *
 * A value that one of the two lacks counts 1. Twenty-five points of a share weigh as much as a population twice as
 * large.
 */
export function distanceBetween(a: Compared, b: Compared): number {
  const others = scaled(b);
  const sum = scaled(a).reduce<number>((total, value, index) => total + gap(value, others[index] ?? null), 0);
  return sum + (a.seat === b.seat ? 0 : 1) + countDifferentFacts(a.facts, b.facts);
}

/** Nearest first, then by code. */
function compare(a: Neighbour, b: Neighbour): number {
  return a.distance - b.distance || (a.standing.territory.code < b.standing.territory.code ? -1 : 1);
}

/**
 * Returns the `limit` territories nearest to `asked` among those of its kind, never itself: nearest first, then by
 * code. Pure.
 */
export function nearestTo(asked: Compared, among: readonly Compared[], limit: number): readonly Neighbour[] {
  const { kind, code } = asked.territory;
  const population = scaledPopulation(asked);
  const nearest: Neighbour[] = [];
  for (const standing of among) {
    if (standing.territory.kind !== kind || standing.territory.code === code) continue;
    const last = nearest.length < limit ? undefined : nearest.at(-1);
    // Population alone rules out most of 35,000 communes.
    if (last !== undefined && gap(population, scaledPopulation(standing)) > last.distance) continue;
    const neighbour = { standing, distance: distanceBetween(asked, standing) };
    if (last !== undefined && compare(neighbour, last) > 0) continue;
    const place = nearest.findIndex((other) => compare(neighbour, other) < 0);
    nearest.splice(place < 0 ? nearest.length : place, 0, neighbour);
    nearest.length = Math.min(nearest.length, limit);
  }
  return nearest;
}
