import type { RankedExperience } from '../../domain/matching/rank-needs.ts';
import { isOwnTerritory, type Profile } from '../../domain/profile/profile.ts';

/** Lowest level to show; `none` shows the whole ranking. */
export const MIN_LEVELS = ['close', 'related', 'none'] as const;
export type MinLevel = (typeof MIN_LEVELS)[number];

/** Related experiences shown when none is close. */
const FEW = 3;

export interface ShownRange {
  /** Experiences wanted, 1..50. */
  readonly limit: number;
  readonly minLevel: MinLevel;
}

/** Facts about the whole answer. */
export interface AnswerForm {
  readonly profile: Profile;
  readonly needCount: number;
  /** A vague request gets varied experiences, none of them close. */
  readonly isBroad: boolean;
}

/** Moves what the asking territory did itself after what others did. */
function ownLast(entries: readonly RankedExperience[], profile: Profile): readonly RankedExperience[] {
  const isOwn = ({ candidate }: RankedExperience) =>
    candidate.experience.territories.some((territory) => isOwnTerritory(territory, profile));
  return [...entries.filter((entry) => !isOwn(entry)), ...entries.filter(isOwn)];
}

/** INSEE codes of the overseas régions, whose distance and law no other experience shares. */
const OVERSEAS_REGIONS: readonly string[] = ['01', '02', '03', '04', '06'];
/** Width within which two relevances are equal: their probabilities are not known more closely. */
const EQUAL_RELEVANCE = 0.05;

/** Moves the experiences of the asking région, or overseas région, before those that are no more relevant. */
function ownRegionFirst(entries: readonly RankedExperience[], profile: Profile): readonly RankedExperience[] {
  const region = profile.region.value?.code;
  if (region === undefined) return entries;
  if (profile.kind.value !== 'region' && !OVERSEAS_REGIONS.includes(region)) return entries;
  const best = Math.max(...entries.map(({ relevance }) => relevance));
  const isFirst = ({ candidate, relevance }: RankedExperience) =>
    relevance >= best - EQUAL_RELEVANCE &&
    candidate.experience.territories.some((territory) => territory.region?.code === region);
  return [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
}

/**
 * Chooses what an answer shows: no filler, and few experiences when none is close. Close ones come first, unless
 * several needs take turns.
 */
export function chooseShown(
  ranked: readonly RankedExperience[],
  { limit, minLevel }: ShownRange,
  { profile, needCount, isBroad }: AnswerForm,
): readonly RankedExperience[] {
  if (minLevel === 'none') return ranked.slice(0, limit);
  const shown = ranked.filter(({ level }) => level !== 'distant');
  const near = ownLast(needCount === 1 ? ownRegionFirst(shown, profile) : shown, profile);
  const close = near.filter(({ level }) => level === 'close');
  if (minLevel === 'close') return close.slice(0, limit);
  if (close.length === 0 && !isBroad) return near.slice(0, Math.min(FEW, limit));
  const byLevel = [...close, ...near.filter(({ level }) => level === 'related')];
  return (needCount === 1 ? byLevel : near).slice(0, limit);
}
