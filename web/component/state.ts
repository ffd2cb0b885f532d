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

/** How a person asks: by a script that answers in place, or by the address of the frame. */
export type Means =
  | {
      readonly kind: 'script';
      readonly onAsk: (territory: string, priorities: string) => void;
      readonly onTerritory: (territory: Territory) => void;
      readonly onRetry: () => void;
    }
  | {
      readonly kind: 'address';
      /** Parameters that the form sends besides its fields. */
      readonly kept: URLSearchParams;
      /** Asks the same question for a territory. */
      readonly hrefFor: (territory: Territory) => string;
    };
