/** Hits of one bucket, to add to those of the other instances. */
export interface CountedHits {
  /** Tells nothing of who asks to who reads the store. */
  readonly bucket: string;
  readonly hits: number;
  /** End of its window, in milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** What instances have counted together: kept for the length of a window, and lost without harm. */
export interface SharedCounters {
  /**
   * The secret that buckets of a day are hashed with, the same for all instances.
   * @param day `2026-01-31`
   * @param candidate kept when the day has none yet
   * @throws DomainError `store-unavailable`, `deadline-exceeded`
   */
  secretOf(day: string, candidate: string): Promise<string>;
  /**
   * Adds hits and gives the totals, by bucket; each bucket at most once in `counted`.
   * @param secret that the buckets were hashed with
   * @returns null, having added nothing, when the store has lost this secret
   * @throws DomainError `store-unavailable`, `deadline-exceeded`
   */
  add(secret: string, counted: readonly CountedHits[]): Promise<ReadonlyMap<string, number> | null>;
  /**
   * Deletes the windows that have ended, and the secrets of the days before.
   * @throws DomainError `store-unavailable`, `deadline-exceeded`
   */
  forgetBefore(day: string, nowMs: number): Promise<void>;
}
