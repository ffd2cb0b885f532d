import { SmoothedDuration } from '../domain/load/smoothed-duration.ts';

/** Answers leave in bursts: their rate is known only over many of them. */
const WEIGHT = 0.05;

/**
 * The requests under way that need the same thing. What a newcomer waits is expected from their number
 * and the rate at which they are served: wait = number in flight × mean interval between two answers
 * (Little's law), whatever they spend their time on.
 */
export class ServedLine {
  readonly #interval = new SmoothedDuration(WEIGHT);
  #inFlight = 0;
  #lastServedAt: number | null = null;

  get inFlight(): number {
    return this.#inFlight;
  }

  /** In milliseconds; 0 before any measure. */
  get expectedWaitMs(): number {
    return this.#inFlight * this.#interval.expectedMs;
  }

  enter(): void {
    this.#inFlight += 1;
  }

  /** @param isServed false for a request that was not answered; @param now in milliseconds */
  leave(isServed: boolean, now: number): void {
    this.#inFlight -= 1;
    if (isServed && this.#lastServedAt !== null) this.#interval.add(now - this.#lastServedAt);
    // An interval during which nobody waited would say nothing of how fast the line moves.
    if (this.#inFlight === 0) this.#lastServedAt = null;
    else if (isServed) this.#lastServedAt = now;
  }
}
