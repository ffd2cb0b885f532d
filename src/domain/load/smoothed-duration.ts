/**
 * A duration that is expected from those measured: their exponentially weighted mean,
 * mean ← mean + weight × (last − mean).
 */
export class SmoothedDuration {
  readonly #weight: number;
  #expectedMs: number | null;

  /**
   * @param weight of the last measure against all those before it, in ]0, 1]
   * @param firstGuessMs stands for the measures before the first; left out, the first one is taken as it is
   */
  constructor(weight = 0.2, firstGuessMs: number | null = null) {
    this.#weight = weight;
    this.#expectedMs = firstGuessMs;
  }

  add(durationMs: number): void {
    const before = this.#expectedMs ?? durationMs;
    this.#expectedMs = before + this.#weight * (durationMs - before);
  }

  /** 0 before the first measure, without a guess. */
  get expectedMs(): number {
    return this.#expectedMs ?? 0;
  }
}
