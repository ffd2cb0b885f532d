import { h, render } from 'preact';
import type { Territory } from '../api/answers.ts';
import { createReader } from '../api/client.ts';
import { askRecommendation, findTerritories } from '../question/ask-service.ts';
import { forTerritory, isAnswerable, NOTHING, type Question, toApiQuery } from '../question/question.ts';
import { isExpected } from './expect-shape.ts';
import type { Choice, RecommendationsEvents } from './public-types.ts';
import styles from './recommendations.css?inline';
import { formFor, readSettings, type Settings } from './settings.ts';
import type { State } from './state.ts';
import { codeOf, type Explanation, explainFailure, MISCONFIGURED } from './views/explain-failure.ts';
import { Recommendations } from './views/recommendations.tsx';

/** Attributes written one after the other ask one question. */
const PAUSE_MS = 250;
/** After this long, silence would look like a failure. */
const SLOW_AFTER_MS = 4_000;

let sheet: CSSStyleSheet | null = null;

/** One sheet for all the elements; constructed, because a strict policy of the page refuses inline styles. */
function sharedSheet(): CSSStyleSheet {
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}

function queryOf({ question, limit }: Settings): string {
  return toApiQuery(question, limit).toString();
}

/** API of the service, always asked without cookies. */
const apiOf = (service: string) =>
  createReader(service, (request) => fetch(request, { credentials: 'omit' }), { isExpected });

/** Asks the question of an element's attributes, and shows the answer in its shadow root. */
export class RecommendationsController {
  readonly #host: HTMLElement;
  readonly #root: ShadowRoot;
  #settings: Settings | null = null;
  #state: State = { kind: 'idle' };
  /** Question on display: the one of the attributes, or of the form. */
  #question: Question = NOTHING;
  /** Territory chosen among those with the typed name. */
  #picked: { readonly typed: string; readonly territory: Territory } | null = null;
  #running: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#root = host.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = [sharedSheet()];
  }

  /** Starts at the next turn, so that a script can create the element, then set its attributes. */
  connect(): void {
    this.#schedule(0);
  }

  disconnect(): void {
    clearTimeout(this.#timer);
    this.#stop();
  }

  attributesChanged(): void {
    if (this.#settings !== null && this.#host.isConnected) this.#schedule(PAUSE_MS);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#follow(readSettings(this.#host)), delay);
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = null;
  }

  #follow(settings: Settings): void {
    const before = this.#settings;
    this.#settings = settings;
    const isSame =
      before !== null && before.service === settings.service && queryOf(before) === queryOf(settings);
    if (isSame && this.#state.kind !== 'waiting') {
      this.#render();
      return;
    }
    this.#stop();
    this.#question = settings.question;
    if (settings.service === null) {
      this.#show({ kind: 'misconfigured' });
      this.#tellFailure('misconfigured', MISCONFIGURED);
    } else if (isAnswerable(settings.question)) {
      void this.#ask(settings.service, settings.question);
    } else {
      this.#show({ kind: 'idle' });
    }
  }

  async #ask(service: string, question: Question): Promise<void> {
    this.#stop();
    const running = new AbortController();
    this.#running = running;
    this.#question = question;
    this.#show({ kind: 'waiting', isSlow: false });
    const slow = setTimeout(() => this.#show({ kind: 'waiting', isSlow: true }), SLOW_AFTER_MS);
    running.signal.addEventListener('abort', () => clearTimeout(slow));
    const state = await this.#answer(service, question, running.signal);
    clearTimeout(slow);
    if (running.signal.aborted) return;
    this.#show(state);
    if (state.kind === 'answered') this.#tellOutcome(state);
  }

  async #answer(service: string, question: Question, signal: AbortSignal): Promise<State> {
    const api = apiOf(service);
    let asked = question;
    const { territory, typedTerritory } = question;
    if (territory === '' && typedTerritory !== '') {
      const found = await findTerritories(api, typedTerritory, signal);
      if (!found.ok) return { kind: 'answered', outcome: found };
      const [meant, other] = found.data;
      if (meant === undefined || other !== undefined) {
        return { kind: 'choosing', typed: typedTerritory, territories: found.data };
      }
      asked = forTerritory(question, meant);
    }
    if (!signal.aborted) this.#question = asked;
    const limit = this.#settings?.limit ?? '';
    return { kind: 'answered', outcome: await askRecommendation(api, asked, { limit, signal }) };
  }

  #tellOutcome({ outcome }: Extract<State, { kind: 'answered' }>): void {
    if (outcome.ok) {
      this.#tell('recommandation', outcome.data);
      return;
    }
    this.#tellFailure(codeOf(outcome.failure), explainFailure(outcome.failure));
  }

  #tellFailure(code: string, { title, advice, reference }: Explanation): void {
    this.#tell('erreur', { code, message: [`${title}.`, ...advice].join(' '), requestId: reference });
  }

  /** @returns false when a listener has prevented the default action */
  #tell<K extends keyof RecommendationsEvents>(
    name: K,
    detail: RecommendationsEvents[K]['detail'],
    isCancelable = false,
  ): boolean {
    return this.#host.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: isCancelable }),
    );
  }

  #choose(choice: Choice, event: MouseEvent): void {
    // Opening another tab or window needs the address itself.
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!this.#tell('choix', choice, isPlain)) event.preventDefault();
  }

  #askForm(typedTerritory: string, priorities: string): void {
    const { service, question } = this.#settings ?? {};
    if (!service || question === undefined) return;
    const asked = { ...question, typedTerritory, priorities };
    const picked = this.#picked;
    void this.#ask(service, picked?.typed === typedTerritory ? forTerritory(asked, picked.territory) : asked);
  }

  #askAbout(territory: Territory): void {
    this.#picked = { typed: this.#question.typedTerritory, territory };
    const service = this.#settings?.service;
    if (service) void this.#ask(service, forTerritory(this.#question, territory));
    // The button that had it is gone.
    this.#root.querySelector<HTMLElement>('[name="nom"]')?.focus();
  }

  #retry(): void {
    const service = this.#settings?.service;
    if (service) void this.#ask(service, this.#question);
  }

  #show(state: State): void {
    this.#state = state;
    this.#render();
  }

  #render(): void {
    const settings = this.#settings;
    if (settings === null) return;
    const view = h(Recommendations, {
      presentation: settings,
      question: this.#question,
      form: settings.service === null ? null : formFor(settings.question),
      state: this.#state,
      links: {
        service: settings.service ?? '',
        onChoose: (choice, event) => this.#choose(choice, event),
      },
      means: {
        kind: 'script',
        onAsk: (territory, priorities) => this.#askForm(territory, priorities),
        onTerritory: (territory) => this.#askAbout(territory),
        onRetry: () => this.#retry(),
      },
    });
    render(view, this.#root);
  }
}
