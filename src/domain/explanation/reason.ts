import type { ExperienceState } from '../experience/experience.ts';
import type { EmpoweredKind } from '../lever/lever-law.ts';
import type { Setting, TerritoryKind } from '../territory/territory.ts';

export const EXPERIENCE_REASON_CODES = [
  'same-theme',
  'same-lever',
  'same-words',
  'evoked-theme',
  'evoked-lever',
  'close-meaning',
  'near-meaning',
  'own-territory',
  'same-setting',
  'same-kind',
  'similar-size',
  'same-department',
  'same-region',
  'state',
  'age',
] as const;

export const LEVER_REASON_CODES = ['asked', 'used-by-cases', 'used-further', 'evoked', 'limited'] as const;

/** Reason to propose an experience, as data that can be checked against the profile and the fiche. */
export type ExperienceReason =
  | { readonly code: 'same-theme'; readonly themes: readonly string[] }
  | { readonly code: 'same-lever'; readonly levers: readonly string[] }
  /** Words of the request, as typed, that the fiche contains; rarest first. */
  | { readonly code: 'same-words'; readonly words: readonly string[] }
  /** Themes of the fiche that the request evokes without choosing them. */
  | { readonly code: 'evoked-theme'; readonly themes: readonly string[] }
  /** Levers of the fiche that the request evokes without choosing them. */
  | { readonly code: 'evoked-lever'; readonly levers: readonly string[] }
  | { readonly code: 'close-meaning' }
  /** The subject is near, with no word nor theme in common. */
  | { readonly code: 'near-meaning' }
  | { readonly code: 'own-territory' }
  | { readonly code: 'same-setting'; readonly setting: Setting }
  | { readonly code: 'same-kind'; readonly kind: TerritoryKind }
  | { readonly code: 'similar-size'; readonly populationCount: number }
  | { readonly code: 'same-department'; readonly name: string }
  | { readonly code: 'same-region'; readonly name: string }
  /** State that the fiche tells, and whether it tells difficulties. */
  | {
      readonly code: 'state';
      readonly state: Exclude<ExperienceState, 'unknown'>;
      readonly hasDifficulties: boolean;
    }
  /** Age of the story; last of all reasons. */
  | { readonly code: 'age'; readonly year: number | null; readonly checkedOn: string | null };

/** Reason to propose a lever. */
export type LeverReason =
  | { readonly code: 'asked' }
  /** `caseCount` of the `shownCount` experiences of the answer used it; at least one. */
  | { readonly code: 'used-by-cases'; readonly caseCount: number; readonly shownCount: number }
  /** None of the answer used it, further ones did. */
  | { readonly code: 'used-further' }
  /** Expressions of the priorities that evoke it. */
  | { readonly code: 'evoked'; readonly cues: readonly string[] }
  /** The law lowers its score: the kind of the asker may use it under a condition, or may not. */
  | { readonly code: 'limited'; readonly kind: EmpoweredKind; readonly may: 'conditional' | 'no' };
