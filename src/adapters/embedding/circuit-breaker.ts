export interface BreakerSettings {
  /** Failures in a row that open it. */
  readonly failuresToOpen: number;
  /** How long it refuses before it lets one trial through. */
  readonly openMs: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

/** `trial`: the only call let through, whose end decides; to be told to `endTrial`. */
export type Admission = 'pass' | 'trial' | 'refuse';

/**
 * Spares a server that fails, and those who would wait for it (Nygard, "Release It!", 2007).
 *
 *   closed → (`failuresToOpen` failures in a row) → open → (after `openMs`) → half-open, one trial
 *   half-open → (it succeeds) → closed; (it fails) → open
 */
export class CircuitBreaker {
  readonly #settings: BreakerSettings;
  #failures = 0;
  #openedAt: number | null = null;
  #isTrying = false;

  constructor(settings: BreakerSettings) {
    this.#settings = settings;
  }

  admit(): Admission {
    if (this.#openedAt === null) return 'pass';
    const { now, openMs } = this.#settings;
    if (this.#isTrying || now() - this.#openedAt < openMs) return 'refuse';
    this.#isTrying = true;
    return 'trial';
  }

  /** How a call that passed ended. One that ends after the breaker opened no longer tells anything. */
  record(succeeded: boolean): void {
    if (this.#openedAt !== null) return;
    this.#failures = succeeded ? 0 : this.#failures + 1;
    if (this.#failures >= this.#settings.failuresToOpen) this.open();
  }

  endTrial(succeeded: boolean): void {
    if (!succeeded) {
      this.open();
      return;
    }
    this.#isTrying = false;
    this.#failures = 0;
    this.#openedAt = null;
  }

  /** At once, whatever the failures: when what was found leaves no doubt. */
  open(): void {
    this.#isTrying = false;
    this.#openedAt = this.#settings.now();
  }
}
