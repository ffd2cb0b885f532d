import { SmoothedDuration } from '../../domain/load/smoothed-duration.ts';

/** Answers leave in bursts: their rate is known only over many of them. */
const WEIGHT = 0.05;

/** A request under way. */
export interface PlaceInLine {
  /** Once: what comes after is ignored. @param isServed false for a request that was refused or left */
  leave(isServed: boolean, now: number): void;
}

/**
 * The requests under way that need the same thing. What a newcomer waits is expected from their number
 * and the rate at which they are served: wait = number in flight × mean interval between two answers
 * (Little's law), whatever they spend their time on.
 */
export class ServedLine {
  readonly #saturation: number;
  readonly #interval: SmoothedDuration;
  #inFlight = 0;
  /** Null once less than `saturation` requests were left after it. */
  #lastServedAt: number | null = null;

  /**
   * @param saturation requests in flight from which answers leave as fast as they can: with less, their
   * interval is that of the arrivals, and is not measured
   * @param firstGuessMs the interval expected before any measure; null when nothing is known
   */
  constructor(saturation: number, firstGuessMs: number | null) {
    this.#saturation = saturation;
    this.#interval = new SmoothedDuration(WEIGHT, firstGuessMs);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** In milliseconds; 0 before any measure, without a guess. */
  get expectedWaitMs(): number {
    return this.#inFlight * this.#interval.expectedMs;
  }

  enter(): PlaceInLine {
    this.#inFlight += 1;
    let isHeld = true;
    return {
      leave: (isServed, now) => {
        if (!isHeld) return;
        isHeld = false;
        this.#leave(isServed, now);
      },
    };
  }

  /** @param now in milliseconds */
  #leave(isServed: boolean, now: number): void {
    this.#inFlight -= 1;
    if (isServed && this.#lastServedAt !== null) this.#interval.add(now - this.#lastServedAt);
    if (this.#inFlight < this.#saturation) this.#lastServedAt = null;
    else if (isServed) this.#lastServedAt = now;
  }
}
