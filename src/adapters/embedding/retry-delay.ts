export interface RetryPolicy {
  /** Attempts in all, the first one included. */
  readonly maxAttempts: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * How long to wait before attempt `retry` + 1 (`retry` ≥ 1), in milliseconds: uniform in
 * [0, min(cap, base · 2^(retry − 1))), so that clients that failed together do not come back together
 * ("full jitter", Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015). Never less
 * than what the server asked for.
 */
export function retryDelayMs(
  retry: number,
  { baseMs, capMs, random }: RetryPolicy,
  askedMs: number | null,
): number {
  const jitter = random() * Math.min(capMs, baseMs * 2 ** (retry - 1));
  return (askedMs ?? 0) + jitter;
}

/** Retry-After (RFC 9110: seconds or a date) in milliseconds; null when it says nothing that can be read. */
export function parseRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
