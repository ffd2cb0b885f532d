import { RecommendationsController } from './recommendations-controller.ts';
import { ATTRIBUTES } from './settings.ts';

const NAME = 'essaimage-recommandations';

function define(): void {
  class RecommendationsElement extends HTMLElement {
    static readonly observedAttributes = ATTRIBUTES;
    readonly #controller = new RecommendationsController(this);

    connectedCallback(): void {
      this.#controller.connect();
    }

    disconnectedCallback(): void {
      this.#controller.disconnect();
    }

    attributeChangedCallback(): void {
      this.#controller.attributesChanged();
    }
  }
  customElements.define(NAME, RecommendationsElement);
}

// Servers that render pages import this module too, without custom elements; a page may load it twice.
if (typeof customElements !== 'undefined' && customElements.get(NAME) === undefined) define();
