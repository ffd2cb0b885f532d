/** A number of places that tasks hold while they run; those that wait are served in order. */
export interface Lanes {
  /**
   * Waits for a free place, `timeoutMs` at most.
   * @returns what gives the place back (once; later calls do nothing), or null when none was free in time
   */
  enter(timeoutMs: number): Promise<(() => void) | null>;
  /** Resolves once every place is free and nobody waits. */
  idle(): Promise<void>;
}

export function createLanes(count: number): Lanes {
  let free = count;
  const waiting: (() => void)[] = [];
  const watchers: (() => void)[] = [];

  function takePlace(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = waiting.shift();
      if (next !== undefined) return next();
      free += 1;
      if (free === count) for (const watcher of watchers.splice(0)) watcher();
    };
  }

  return {
    enter(timeoutMs) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(takePlace());
      }
      return new Promise((resolve) => {
        const proceed = () => {
          clearTimeout(timer);
          resolve(takePlace());
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(proceed), 1);
          resolve(null);
        }, timeoutMs);
        waiting.push(proceed);
      });
    },
    idle() {
      if (free === count) return Promise.resolve();
      return new Promise((resolve) => watchers.push(resolve));
    },
  };
}
