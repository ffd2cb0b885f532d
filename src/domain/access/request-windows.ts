/** Requests of one client in the current window. */
export interface RequestWindow {
  readonly asker: string;
  readonly windowMs: number;
  /** Milliseconds since 1970: a multiple of `windowMs`, so that all instances have the same windows. */
  readonly startMs: number;
  /** Requests counted by this instance. */
  own: number;
  /** Part of `own` already sent to the other instances. */
  shared: number;
  /** Requests counted by the other instances, at the last exchange. */
  others: number;
}

export function endOf({ startMs, windowMs }: Pick<RequestWindow, 'startMs' | 'windowMs'>): number {
  return startMs + windowMs;
}

/** Keeps at most `capacity` windows in memory; beyond, the least recently used one is removed. */
export function createRequestWindows(capacity: number) {
  const windows = new Map<string, RequestWindow>();

  function keep(key: string, window: RequestWindow): void {
    // The order of the map is that of the last requests, hence the deletion first.
    windows.delete(key);
    windows.set(key, window);
    const [idlest] = windows.keys();
    if (windows.size > capacity && idlest !== undefined) windows.delete(idlest);
  }

  return {
    /** Counts a request and returns its window. */
    hit(asker: string, windowMs: number, nowMs: number): RequestWindow {
      const startMs = nowMs - (nowMs % windowMs);
      const key = `${windowMs} ${asker}`;
      const known = windows.get(key);
      const window =
        known?.startMs === startMs ? known : { asker, windowMs, startMs, own: 0, shared: 0, others: 0 };
      keep(key, window);
      window.own += 1;
      return window;
    },
    /** Returns the windows with requests to share; removes those that have ended. */
    unshared(nowMs: number): readonly RequestWindow[] {
      for (const [key, window] of windows) if (endOf(window) <= nowMs) windows.delete(key);
      return [...windows.values()].filter(({ own, shared }) => own > shared);
    },
    /** Marks every request as not shared. */
    forgetShared(): void {
      for (const window of windows.values()) window.shared = 0;
    },
  };
}
