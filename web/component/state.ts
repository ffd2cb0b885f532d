import type { Recommendation, Territory } from '../api/answers.ts';
import type { Outcome } from '../api/client.ts';

/** What a list of recommendations shows, besides its form. */
export type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly isSlow: boolean }
  /** Several territories bear the name that was typed, or none does. */
  | { readonly kind: 'choosing'; readonly typed: string; readonly territories: readonly Territory[] }
  | { readonly kind: 'answered'; readonly outcome: Outcome<Recommendation> }
  /** Whoever placed the element has not said where the service is. */
  | { readonly kind: 'misconfigured' };
