import { SmoothedDuration } from '../../domain/load/load.ts';

/** Weight of a new interval. Low: answers leave in bursts, so that only many of them give their rate. */
const WEIGHT = 0.05;

/** Frees a place once; `isServed` is false for a request refused or left, `now` is in milliseconds. */
export type LeaveLine = (isServed: boolean, now: number) => void;

/** Requests in flight for one resource. Little's law gives the wait: number × mean interval of answers. */
export class ServedLine {
  readonly #saturation: number;
  readonly #interval: SmoothedDuration;
  readonly #shares = new Map<string, number>();
  #inFlight = 0;
  /** Time of the last answer, in milliseconds; null when it left fewer than `saturation` requests. */
  #lastServedAt: number | null = null;

  /**
   * @param saturation requests in flight from which the resource is busy all the time: with fewer, intervals
   *   are those of arrivals, and are not measured
   * @param firstGuessMs interval expected before the first measure; null when unknown
   */
  constructor(saturation: number, firstGuessMs: number | null) {
    this.#saturation = saturation;
    this.#interval = new SmoothedDuration(WEIGHT, firstGuessMs);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Expected wait, in milliseconds; 0 before the first measure when there is no guess. */
  get expectedWaitMs(): number {
    return this.#inFlight * this.#interval.expectedMs;
  }

  /** Number of requests of a client in flight. */
  shareOf(client: string): number {
    return this.#shares.get(client) ?? 0;
  }

  enter(client: string): LeaveLine {
    this.#inFlight += 1;
    this.#shares.set(client, this.shareOf(client) + 1);
    let isHeld = true;
    return (isServed, now) => {
      if (!isHeld) return;
      isHeld = false;
      this.#inFlight -= 1;
      const share = this.shareOf(client) - 1;
      if (share === 0) this.#shares.delete(client);
      else this.#shares.set(client, share);
      if (isServed && this.#lastServedAt !== null) this.#interval.add(now - this.#lastServedAt);
      if (this.#inFlight < this.#saturation) this.#lastServedAt = null;
      else if (isServed) this.#lastServedAt = now;
    };
  }
}
