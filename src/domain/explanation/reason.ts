import type { Setting, TerritoryKind } from '../territory/territory.ts';

/** Reason to propose an experience, as data that can be checked against the profile and the fiche. */
export type ExperienceReason =
  | { readonly code: 'same-theme'; readonly themes: readonly string[] }
  | { readonly code: 'same-lever'; readonly levers: readonly string[] }
  /** Words of the request, as typed, that the fiche contains; rarest first. */
  | { readonly code: 'same-words'; readonly words: readonly string[] }
  | { readonly code: 'close-meaning' }
  | { readonly code: 'same-setting'; readonly setting: Setting }
  | { readonly code: 'same-kind'; readonly kind: TerritoryKind }
  | { readonly code: 'similar-size'; readonly populationCount: number }
  | { readonly code: 'same-department'; readonly name: string }
  | { readonly code: 'same-region'; readonly name: string }
  /** Number of levers that the fiche describes, >= 1. */
  | { readonly code: 'documented-levers'; readonly count: number }
  | { readonly code: 'documented-year'; readonly year: number }
  | { readonly code: 'documented-source'; readonly publisher: string }
  /** Title of the source document. */
  | { readonly code: 'documented-title'; readonly title: string };

/** Reason to propose a lever. */
export type LeverReason =
  | { readonly code: 'asked' }
  /** `caseCount` of the `shownCount` experiences of the answer used it; at least one. */
  | { readonly code: 'used-by-cases'; readonly caseCount: number; readonly shownCount: number }
  /** None of the answer used it, further ones did. */
  | { readonly code: 'used-further' }
  /** Expressions of the priorities that evoke it. */
  | { readonly code: 'evoked'; readonly cues: readonly string[] };
