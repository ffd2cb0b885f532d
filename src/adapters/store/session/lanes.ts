/** A place that one task holds. */
export interface Place {
  /** 0..count−1. */
  readonly number: number;
  /** Frees the place; later calls do nothing. */
  leave(): void;
}

/** A fixed number of places that tasks hold while they run; waiting tasks are served in order. */
export interface Lanes {
  /**
   * Waits at most `timeoutMs` for a free place.
   * @returns null when none was free in time
   * @throws the reason of `signal`, at once when it aborts
   */
  enter(timeoutMs: number, signal?: AbortSignal): Promise<Place | null>;
  /** Number of waiting tasks. */
  readonly waiting: number;
  /** Whether a task that enters now would wait. */
  readonly areTaken: boolean;
  /** Resolves once every place is free and no task waits. */
  idle(): Promise<void>;
}

export function createLanes(count: number): Lanes {
  // A stack: the last place freed is the first taken, so that fewer connections serve and stay warm.
  const free = Array.from({ length: count }, (_, index) => count - 1 - index);
  const waiting: ((number: number) => void)[] = [];
  const watchers: (() => void)[] = [];

  function takePlace(number: number): Place {
    let held = true;
    return {
      number,
      leave() {
        if (!held) return;
        held = false;
        const next = waiting.shift();
        if (next !== undefined) return next(number);
        free.push(number);
        if (free.length === count) for (const watcher of watchers.splice(0)) watcher();
      },
    };
  }

  function waitInLine(timeoutMs: number, signal: AbortSignal | undefined): Promise<Place | null> {
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
      };
      const proceed = (number: number) => {
        stopWaiting();
        resolve(takePlace(number));
      };
      const leaveLine = () => {
        stopWaiting();
        waiting.splice(waiting.indexOf(proceed), 1);
      };
      const giveUp = () => {
        leaveLine();
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        leaveLine();
        resolve(null);
      }, timeoutMs);
      signal?.addEventListener('abort', giveUp);
      waiting.push(proceed);
    });
  }

  return {
    async enter(timeoutMs, signal) {
      signal?.throwIfAborted();
      const number = free.pop();
      return number === undefined ? waitInLine(timeoutMs, signal) : takePlace(number);
    },
    get waiting() {
      return waiting.length;
    },
    get areTaken() {
      return free.length === 0;
    },
    idle() {
      if (free.length === count) return Promise.resolve();
      return new Promise((resolve) => watchers.push(resolve));
    },
  };
}
