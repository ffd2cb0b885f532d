import type { ExperienceTerritory } from '../experience/experience.ts';
import type { Profile } from '../profile/profile.ts';
import type { Setting, TerritoryKind } from '../territory/territory.ts';
import type { ExperienceTraits } from './retrieval.ts';

/** Level of powers of each kind: the communal block, départements, régions. */
const KIND_LEVEL: Readonly<Record<TerritoryKind, number>> = {
  commune: 0,
  pays: 1,
  epci: 1,
  ept: 1,
  departement: 2,
  region: 3,
};
/** Likeness of two kinds, by the distance of their levels. */
const OTHER_KIND = [0.4, 0.3, 0.1, 0];
/** Likeness of two territories of one kind whose sizes have nothing in common. */
const SAME_KIND = 0.3;
/** Width of the kernel of sizes: a population three times larger (half a decade) keeps about 0.6 of it. */
const SIZE_SIGMA_DECADES = 0.5;

const SAME_REGION = 0.6;
const OTHER_SETTING = 0.6;
const OPPOSITE_SETTING = 0.1;
const OPPOSITE: readonly Setting[] = ['rural', 'urban'];

/** How much an experience and the asker are alike. */
export interface Likeness {
  /** In [0, 1]. */
  readonly value: number;
  /** The territory of the experience that is the most alike; null when it has none. */
  readonly territory: ExperienceTerritory | null;
}

function isPopulation(count: number | null): count is number {
  return count !== null && count > 0;
}

/** Computes exp(−(log₁₀(a/b))² / 2σ²), in [0, 1]; 1 when a population is unknown. */
function sizeLikeness(one: number | null, other: number | null): number {
  if (!isPopulation(one) || !isPopulation(other)) return 1;
  return Math.exp(-(Math.log10(one / other) ** 2) / (2 * SIZE_SIGMA_DECADES ** 2));
}

/**
 * Compares kind and size with the asker's, in [0, 1]; populations are compared within a kind only. Null for an asker of
 * unknown kind.
 */
export function standingLikeness(
  { kind, populationCount }: Pick<ExperienceTerritory, 'kind' | 'populationCount'>,
  profile: Profile,
): number | null {
  const asked = profile.kind.value;
  if (asked === null) return null;
  if (kind !== asked) return OTHER_KIND[Math.abs(KIND_LEVEL[kind] - KIND_LEVEL[asked])] ?? 0;
  return SAME_KIND + (1 - SAME_KIND) * sizeLikeness(populationCount, profile.populationCount.value);
}

function placeLikeness({ department, region }: ExperienceTerritory, profile: Profile): number | null {
  if (profile.region.value === null || region === null) return null;
  if (department !== null && department.code === profile.department.value?.code) return 1;
  return region.code === profile.region.value.code ? SAME_REGION : 0;
}

function settingLikeness(setting: Setting | null, asked: Setting | null): number | null {
  if (setting === null || asked === null) return null;
  if (setting === asked) return 1;
  return OPPOSITE.includes(setting) && OPPOSITE.includes(asked) ? OPPOSITE_SETTING : OTHER_SETTING;
}

/**
 * Compares an experience with the asker: the mean of its setting, the standing (kind and size) of its most alike
 * territory, and the place of that one (1 in the same département, 0.6 in the same région), as far as they are
 * known; null when none is. Equal parts: on the judged requests, no other share ranks better.
 */
export function likenessTo({ setting, territories }: ExperienceTraits, profile: Profile): Likeness | null {
  const ofSetting = settingLikeness(setting, profile.setting.value);
  let best: Likeness | null = null;
  for (const territory of territories.length === 0 ? [null] : territories) {
    const parts = [
      ofSetting,
      territory && standingLikeness(territory, profile),
      territory && placeLikeness(territory, profile),
    ].filter((part) => part !== null);
    if (parts.length === 0) continue;
    const value = parts.reduce((sum, part) => sum + part, 0) / parts.length;
    if (best === null || value > best.value) best = { value, territory };
  }
  return best;
}
