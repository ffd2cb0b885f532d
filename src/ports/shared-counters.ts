/** Hits of one bucket, added to the hits of the other instances. */
export interface CountedHits {
  /** Keyed hash: does not reveal the client to a reader of the store. */
  readonly bucket: string;
  readonly hits: number;
  /** End of its window, in milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** Request counts shared by instances: kept for one window, and lost without harm. */
export interface SharedCounters {
  /**
   * Returns the secret that hashes the buckets of a day, the same for all instances.
   * @param day such as `2026-01-31`
   * @param candidate stored when the day has no secret yet
   * @throws DomainError `store-unavailable`, `deadline-exceeded`
   */
  secretOf(day: string, candidate: string): Promise<string>;
  /**
   * Adds hits and returns the totals by bucket; each bucket appears at most once in `counted`.
   * @param secret secret that hashed the buckets
   * @returns null, with nothing added, when the store has lost this secret
   * @throws DomainError `store-unavailable`, `deadline-exceeded`
   */
  add(secret: string, counted: readonly CountedHits[]): Promise<ReadonlyMap<string, number> | null>;
  /**
   * Deletes the ended windows, and the secrets of earlier days.
   * @throws DomainError `store-unavailable`, `deadline-exceeded`
   */
  forgetBefore(day: string, nowMs: number): Promise<void>;
}
