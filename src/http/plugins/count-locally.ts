import type { CountRequest } from '../../application/access/count-requests.ts';

/** Of askers and durations, in memory. */
const MAX_WINDOWS = 5_000;

/**
 * Counts the requests of this process alone, in windows that each begin with a first request.
 * @param nowMs a clock that never goes back: with that of the machine, an asker at its limit would wait for as long
 *   as the clock was set back
 */
export function createLocalCount(nowMs: () => number = () => performance.now()): CountRequest {
  const windows = new Map<string, { readonly endMs: number; count: number }>();

  function open(key: string, endMs: number) {
    const window = { endMs, count: 0 };
    // Deleted first: the order of the map is that of the windows' openings.
    windows.delete(key);
    windows.set(key, window);
    const [oldest] = windows.keys();
    if (windows.size > MAX_WINDOWS && oldest !== undefined) windows.delete(oldest);
    return window;
  }

  return (asker, windowMs) => {
    const now = nowMs();
    const key = `${windowMs} ${asker}`;
    const known = windows.get(key);
    const window = known !== undefined && now < known.endMs ? known : open(key, now + windowMs);
    window.count += 1;
    return { count: window.count, resetMs: window.endMs - now };
  };
}
