/**
 * A duration that is expected from those measured: their exponentially weighted mean,
 * mean ← mean + weight × (last − mean).
 */
export class SmoothedDuration {
  readonly #weight: number;
  #expectedMs: number | null = null;

  /** @param weight of the last measure against all those before it, in ]0, 1] */
  constructor(weight = 0.2) {
    this.#weight = weight;
  }

  add(durationMs: number): void {
    const before = this.#expectedMs ?? durationMs;
    this.#expectedMs = before + this.#weight * (durationMs - before);
  }

  /** 0 before the first measure. */
  get expectedMs(): number {
    return this.#expectedMs ?? 0;
  }
}
