export const BLIND_SPOT_KINDS = ['theme', 'setting', 'department'] as const;

/** Questions of a month that found nothing close, about one thing. */
export interface BlindSpot {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  readonly kind: (typeof BLIND_SPOT_KINDS)[number];
  /** Id of a theme, a setting, or code of a département. */
  readonly value: string;
  readonly count: number;
}

/** Stores counts alone. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface BlindSpotStore {
  /** Adds to the stored counts. At most one entry for a month, a kind and a value. */
  add(spots: readonly BlindSpot[]): Promise<void>;
  /** Lists the counts of at least `minimum`: latest month first, then the largest. */
  list(minimum: number): Promise<readonly BlindSpot[]>;
  /** Removes the months before that of an instant (ISO 8601); returns the number of counts. */
  removeBefore(instant: string): Promise<number>;
}
