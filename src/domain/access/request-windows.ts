/** Requests of one asker in the window under way. */
export interface RequestWindow {
  readonly asker: string;
  readonly windowMs: number;
  /** In milliseconds since 1970: a multiple of `windowMs`, so that all instances cut time at the same places. */
  readonly startMs: number;
  /** Counted here. */
  own: number;
  /** Of `own`, what the other instances have been told. */
  shared: number;
  /** Counted by the other instances, when they were last heard. */
  others: number;
}

/** The windows under way, in memory. */
export interface RequestWindows {
  /** Counts a request, and gives its window. */
  hit(asker: string, windowMs: number, nowMs: number): RequestWindow;
  /** The windows that hold something to share; forgets those that have ended. */
  unshared(nowMs: number): readonly RequestWindow[];
  /** Nothing of what was shared is known any more. */
  forgetShared(): void;
}

export function endOf({ startMs, windowMs }: Pick<RequestWindow, 'startMs' | 'windowMs'>): number {
  return startMs + windowMs;
}

/** @param capacity windows kept at most: beyond, the oldest one is forgotten, whoever it is of */
export function createRequestWindows(capacity: number): RequestWindows {
  const windows = new Map<string, RequestWindow>();

  function open(key: string, asker: string, windowMs: number, startMs: number): RequestWindow {
    const window = { asker, windowMs, startMs, own: 0, shared: 0, others: 0 };
    // Deleted first: the order of the map is that of the windows' openings.
    windows.delete(key);
    windows.set(key, window);
    const [oldest] = windows.keys();
    if (windows.size > capacity && oldest !== undefined) windows.delete(oldest);
    return window;
  }

  return {
    hit(asker, windowMs, nowMs) {
      const startMs = nowMs - (nowMs % windowMs);
      const key = `${windowMs} ${asker}`;
      const known = windows.get(key);
      const window = known?.startMs === startMs ? known : open(key, asker, windowMs, startMs);
      window.own += 1;
      return window;
    },
    unshared(nowMs) {
      for (const [key, window] of windows) if (endOf(window) <= nowMs) windows.delete(key);
      return [...windows.values()].filter(({ own, shared }) => own > shared);
    },
    forgetShared() {
      for (const window of windows.values()) window.shared = 0;
    },
  };
}
