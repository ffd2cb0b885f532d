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

/** @param capacity windows kept at most: beyond, that of whoever has asked nothing for longest is forgotten */
export function createRequestWindows(capacity: number): RequestWindows {
  const windows = new Map<string, RequestWindow>();

  function keep(key: string, window: RequestWindow): void {
    // Deleted first: the order of the map is that of the last requests.
    windows.delete(key);
    windows.set(key, window);
    const [idlest] = windows.keys();
    if (windows.size > capacity && idlest !== undefined) windows.delete(idlest);
  }

  return {
    hit(asker, windowMs, nowMs) {
      const startMs = nowMs - (nowMs % windowMs);
      const key = `${windowMs} ${asker}`;
      const known = windows.get(key);
      const window =
        known?.startMs === startMs ? known : { asker, windowMs, startMs, own: 0, shared: 0, others: 0 };
      keep(key, window);
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
