import type { ExperienceResult, LeverResult, Recommendation } from '../api/answers.ts';

/** Link that a person has followed: its address on the service and the result it belongs to. */
export type Choice =
  | { readonly kind: 'experience'; readonly url: string; readonly result: ExperienceResult }
  | { readonly kind: 'lever'; readonly url: string; readonly result: LeverResult };

/** Why there is nothing to show. */
export interface RecommendationsFailure {
  /** Stable: `misconfigured`, `unreachable`, `too-slow`, `unreadable`, or the code of the API's problem. */
  readonly code: string;
  /** In French, as it is shown. */
  readonly message: string;
  /** Reference to quote to the operator of the service; null when the answer did not come from it. */
  readonly requestId: string | null;
}

/** Events of the element, which bubble and cross shadow roots. */
export interface RecommendationsEvents {
  recommandation: CustomEvent<Recommendation>;
  /** `preventDefault()` leaves the navigation to the listener. */
  choix: CustomEvent<Choice>;
  erreur: CustomEvent<RecommendationsFailure>;
}

/** `<essaimage-recommandations>`, which its attributes alone configure. */
export interface RecommendationsElement extends HTMLElement {
  addEventListener<K extends keyof RecommendationsEvents>(
    type: K,
    listener: (event: RecommendationsEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'essaimage-recommandations': RecommendationsElement;
  }
}
