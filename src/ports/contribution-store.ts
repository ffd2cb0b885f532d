/**
 * Stores the contributions that wait for a decision.
 * All methods throw DomainError `deadline-exceeded` or `store-unavailable`.
 */
export interface ContributionStore {
  /**
   * Takes a place in the queue, before the experience is written. False when `limit` contributions wait already. The
   * publication of a decision frees the place, and forgets the contact.
   */
  add(
    contribution: {
      readonly experienceId: string;
      /** E-mail address to answer; null without any. */
      readonly contact: string | null;
      /** ISO 8601. */
      readonly createdAt: string;
    },
    limit: number,
  ): Promise<boolean>;
  /** Idempotent. */
  remove(experienceId: string): Promise<void>;
  /** Removes those of before an instant (ISO 8601); returns their number. */
  removeBefore(instant: string): Promise<number>;
}
