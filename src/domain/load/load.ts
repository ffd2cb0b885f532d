/** Load of a part that requests wait for. */
export interface Load {
  /** Queued operations or questions. */
  readonly waiting: number;
  /** Expected wait of a new one; 0 when unknown. */
  readonly estimatedWaitMs: number;
}

/**
 * Expected duration: exponentially weighted mean of the measured ones, mean ← mean + weight × (last − mean).
 */
export class SmoothedDuration {
  readonly #weight: number;
  #expectedMs: number | null;

  /**
   * @param weight weight of the last measure, in ]0, 1]
   * @param firstGuessMs mean before the first measure; null takes the first measure as the mean
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
