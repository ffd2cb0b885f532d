/** A place that one task holds. */
export interface Place {
  /** 0..count−1. */
  readonly number: number;
  /** Frees the place; to be called once. */
  leave(): void;
}

export interface WaitOptions {
  readonly timeoutMs: number;
  /** Makes the error thrown when no place is free in time. */
  readonly tooLate: () => Error;
  readonly signal?: AbortSignal | undefined;
}

/** A fixed number of places that tasks hold while they run; waiting tasks are served in order. */
export interface Lanes {
  /**
   * Waits for a free place.
   * @throws `tooLate()`; the reason of `signal`, at once when it aborts
   */
  enter(options: WaitOptions): Promise<Place>;
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
    return {
      number,
      leave() {
        const next = waiting.shift();
        if (next !== undefined) return next(number);
        free.push(number);
        if (free.length === count) for (const watcher of watchers.splice(0)) watcher();
      },
    };
  }

  function waitInLine({ timeoutMs, tooLate, signal }: WaitOptions): Promise<Place> {
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const proceed = (number: number) => {
        stopWaiting();
        resolve(takePlace(number));
      };
      const giveUp = (reason: unknown) => {
        stopWaiting();
        waiting.splice(waiting.indexOf(proceed), 1);
        reject(reason);
      };
      const onAbort = () => giveUp(signal?.reason);
      const timer = setTimeout(() => giveUp(tooLate()), timeoutMs);
      signal?.addEventListener('abort', onAbort);
      waiting.push(proceed);
    });
  }

  return {
    async enter(options) {
      options.signal?.throwIfAborted();
      const number = free.pop();
      return number === undefined ? waitInLine(options) : takePlace(number);
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
