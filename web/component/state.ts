import type { Recommendation, Territory } from '../api/answers.ts';
import type { Outcome } from '../api/client.ts';

/** State of a list of recommendations, besides its form. */
export type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting'; readonly isSlow: boolean }
  /** Several territories have the typed name, or none has. */
  | { readonly kind: 'choosing'; readonly typed: string; readonly territories: readonly Territory[] }
  | { readonly kind: 'answered'; readonly outcome: Outcome<Recommendation> }
  /** The element has no valid address of the service. */
  | { readonly kind: 'misconfigured' };
