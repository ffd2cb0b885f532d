/** Weight of the last measure against all those before it. */
const WEIGHT = 0.2;

/** A duration that is expected from those measured: their exponentially weighted mean. */
export class SmoothedDuration {
  #expectedMs = 0;

  add(durationMs: number): void {
    this.#expectedMs =
      this.#expectedMs === 0 ? durationMs : this.#expectedMs + WEIGHT * (durationMs - this.#expectedMs);
  }

  /** 0 before the first measure. */
  get expectedMs(): number {
    return this.#expectedMs;
  }
}
