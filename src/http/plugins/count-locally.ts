import type { CountRequest } from '../../application/access/count-requests.ts';

/** Windows kept in memory, one per client and duration. */
const MAX_WINDOWS = 5_000;

/**
 * Counts the requests of this process alone. A window begins with its first request.
 * @param nowMs monotonic clock: with the system clock, a client at its limit would wait for as long as the
 *   clock was set back
 */
export function createLocalCount(nowMs: () => number = () => performance.now()): CountRequest {
  const windows = new Map<string, { readonly endMs: number; count: number }>();

  function open(key: string, endMs: number) {
    const window = { endMs, count: 0 };
    // Deleted first, so that the map stays in the order of opening.
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
