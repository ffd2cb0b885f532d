import type { Territory } from '../../api/answers.ts';

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
