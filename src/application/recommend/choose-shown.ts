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
  const near = ownLast(
    ranked.filter(({ level }) => level !== 'distant'),
    profile,
  );
  const close = near.filter(({ level }) => level === 'close');
  if (minLevel === 'close') return close.slice(0, limit);
  if (close.length === 0 && !isBroad) return near.slice(0, Math.min(FEW, limit));
  const byLevel = [...close, ...near.filter(({ level }) => level === 'related')];
  return (needCount === 1 ? byLevel : near).slice(0, limit);
}
