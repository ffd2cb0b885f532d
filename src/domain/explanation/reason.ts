import type { Setting, TerritoryKind } from '../territory/territory.ts';

/** Why an experience is proposed, as data: each can be checked against the profile and the fiche. */
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
  /** How many levers the fiche describes, >= 1. */
  | { readonly code: 'documented-levers'; readonly count: number }
  | { readonly code: 'documented-year'; readonly year: number }
  | { readonly code: 'documented-source'; readonly publisher: string }
  /** Of the document that tells it. */
  | { readonly code: 'documented-title'; readonly title: string };

/** Why a lever is proposed. */
export type LeverReason =
  | { readonly code: 'asked' }
  /** How many of the nearest experiences used it, >= 1. */
  | { readonly code: 'used-by-cases'; readonly caseCount: number }
  /** Expressions of the priorities that evoke it. */
  | { readonly code: 'evoked'; readonly cues: readonly string[] };
