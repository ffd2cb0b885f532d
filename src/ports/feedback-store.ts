import type { Feedback } from '../domain/feedback/feedback.ts';

/** Stores feedback. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface FeedbackStore {
  /** Inserts the entries whose id is new; the others stay unchanged. */
  add(entries: readonly Feedback[]): Promise<void>;
  /** Returns the ids that are stored. */
  findKnown(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Deletes an entry; false when there is none. */
  remove(id: string): Promise<boolean>;
  /**
   * Oldest first, ties by id. Read page by page: an entry added or removed meanwhile may appear or not.
   * @param since ISO 8601, inclusive; null for all
   */
  list(since: string | null): AsyncIterable<Feedback>;
  /**
   * Deletes the older entries.
   * @param instant ISO 8601
   * @returns the number of deleted entries
   */
  removeBefore(instant: string): Promise<number>;
}
