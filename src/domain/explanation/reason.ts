import type { ExperienceState } from '../experience/experience.ts';
import type { Asker } from '../matching/asker.ts';
import type { Setting, TerritoryKind } from '../territory/territory.ts';

export const EXPERIENCE_REASON_CODES = [
  'vouched',
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

export const LEVER_REASON_CODES = [
  'asked',
  'evoked',
  'advised',
  'usual',
  'used-by-cases',
  'used-further',
] as const;

/** Reason to propose an experience, as data that can be checked against the profile and the fiche. */
export type ExperienceReason =
  /** The newsroom found it useful for a request much like this one. */
  | { readonly code: 'vouched' }
  | { readonly code: 'same-theme'; readonly themes: readonly string[] }
  | { readonly code: 'same-lever'; readonly levers: readonly string[] }
  /** Nouns of the request, as typed, that the fiche is about; rarest first. */
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
  /** One territory of the kind of the asker, about as populous. */
  | { readonly code: 'similar-size'; readonly kind: TerritoryKind; readonly populationCount: number }
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

export type LeverReason =
  | { readonly code: 'asked' }
  /** `caseCount` of the `shownCount` experiences of the answer used it; at least one. */
  | { readonly code: 'used-by-cases'; readonly caseCount: number; readonly shownCount: number }
  /** Advisers name it for requests like this one. */
  | { readonly code: 'advised'; readonly howOften: 'often' | 'sometimes' }
  /** Advisers name it more often to such an asker than to others. */
  | { readonly code: 'usual'; readonly asker: Asker }
  /** Nothing else speaks for it than experiences out of the answer. */
  | { readonly code: 'used-further' }
  /** Expressions of the priorities that evoke it. */
  | { readonly code: 'evoked'; readonly cues: readonly string[] };
