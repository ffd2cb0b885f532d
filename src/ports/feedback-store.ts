import type { Feedback } from '../domain/feedback/feedback.ts';

/** Where feedback is kept. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface FeedbackStore {
  /** Keeps those whose id is not kept yet; the others stay as they are. */
  add(entries: readonly Feedback[]): Promise<void>;
  /** Those of these ids that are kept. */
  findKnown(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Forgets one for good; false when there is none. */
  remove(id: string): Promise<boolean>;
  /**
   * Oldest first, ties by id; read page by page, so that what is added or removed meanwhile may be
   * there or not.
   * @param since ISO 8601, the oldest that are wanted; null for all
   */
  list(since: string | null): AsyncIterable<Feedback>;
  /**
   * Forgets those that are older.
   * @param instant ISO 8601
   * @returns how many
   */
  removeBefore(instant: string): Promise<number>;
}
