import type { Setting, TerritoryKind } from '../territory/territory.ts';

/** Transferability of an experience of one setting (row) to another: 1 the same, 0 nothing alike. */
const SETTING_AFFINITY: Readonly<Record<Setting, Readonly<Record<Setting, number>>>> = {
  rural: { rural: 1, periurban: 0.6, mixed: 0.6, urban: 0.1 },
  periurban: { rural: 0.6, periurban: 1, mixed: 0.7, urban: 0.6 },
  mixed: { rural: 0.6, periurban: 0.7, mixed: 1, urban: 0.6 },
  urban: { rural: 0.1, periurban: 0.6, mixed: 0.6, urban: 1 },
};

/** Reads the table: symmetric, in [0, 1]. */
export function settingAffinity(a: Setting, b: Setting): number {
  return SETTING_AFFINITY[a][b];
}

/** Level of powers of each kind: the communal block, départements, régions. */
const KIND_LEVEL: Readonly<Record<TerritoryKind, number>> = {
  commune: 0,
  pays: 1,
  epci: 1,
  ept: 1,
  departement: 2,
  region: 3,
};

/** Compares the powers of two kinds of territory: symmetric, in [0, 1]. */
export function kindAffinity(a: TerritoryKind, b: TerritoryKind): number {
  if (a === b) return 1;
  const distance = Math.abs(KIND_LEVEL[a] - KIND_LEVEL[b]);
  return [0.8, 0.6, 0.3, 0.1][distance] ?? 0;
}

/** Width of the kernel: a population three times larger (half a decade) keeps about 0.6. */
const SIZE_SIGMA_DECADES = 0.5;

/** Computes exp(−(log₁₀(a/b))² / 2σ²): symmetric, 1 for equal populations; both > 0. */
export function sizeAffinity(populationA: number, populationB: number): number {
  const decades = Math.log10(populationA / populationB);
  return Math.exp(-(decades ** 2) / (2 * SIZE_SIGMA_DECADES ** 2));
}
