import { z } from 'zod';
import type { EntrustedQuestion } from '../domain/feedback/entrusted-question.ts';
import type { Feedback } from '../domain/feedback/feedback.ts';

/**
 * Stores texts of visitors, each under an id that its author alone received. All methods throw DomainError
 * `deadline-exceeded` or `store-unavailable`.
 */
export interface VisitorStore {
  /** Deletes an entry; false when there is none. */
  remove(id: string): Promise<boolean>;
  /**
   * Deletes the older entries.
   * @param instant ISO 8601
   * @returns the number of deleted entries
   */
  removeBefore(instant: string): Promise<number>;
}

export interface EntrustedQuestionStore extends VisitorStore {
  add(question: EntrustedQuestion): Promise<void>;
  /** Null when there is none. */
  find(id: string): Promise<EntrustedQuestion | null>;
  /** Oldest first, at most `limit`; the total counts all. */
  list(limit: number): Promise<{ readonly questions: readonly EntrustedQuestion[]; readonly total: number }>;
}

export interface FeedbackStore extends VisitorStore {
  /** Inserts the entries whose id is new; the others stay unchanged. */
  add(entries: readonly Feedback[]): Promise<void>;
  findKnown(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Oldest first, ties by id. Read page by page: an entry added or removed meanwhile may appear or not. */
  list(): AsyncIterable<Feedback>;
}

/** Places of contributions, each held for some days: a queue that strangers filled opens again. */
export const CONTRIBUTION_PLACES = { all: 200, ofTerritory: 10, days: 7 } as const;

/**
 * Stores the contributions that wait for a decision.
 * All methods throw DomainError `deadline-exceeded` or `store-unavailable`.
 */
export interface ContributionStore {
  /**
   * Takes a place in the queue, before the experience is written. False when those taken since an instant (ISO 8601)
   * reach their number, or those of the same territory, whose ids end alike, reach theirs. The publication of a
   * decision frees the place, and forgets the contact.
   */
  add(
    contribution: {
      readonly experienceId: string;
      /** E-mail address to answer; null without any. */
      readonly contact: string | null;
      /** ISO 8601. */
      readonly createdAt: string;
    },
    bounds: {
      readonly since: string;
      readonly all: number;
      readonly ofTerritory: number;
      /** Pattern of SQL (`like`). */
      readonly sameTerritory: string;
    },
  ): Promise<boolean>;
  /** Counts the places taken since an instant (ISO 8601). */
  countSince(instant: string): Promise<number>;
  /** Idempotent. */
  remove(experienceId: string): Promise<void>;
  /** Removes those of before an instant (ISO 8601); returns their number. */
  removeBefore(instant: string): Promise<number>;
}

/**
 * Answers kept for a day by a digest, for clients that send a request again. All methods throw DomainError
 * `deadline-exceeded`, `store-unavailable`.
 */
export interface AnswerStore {
  /**
   * Takes the digest for a request, unless another has it.
   * @param fingerprint says whether two requests are the same
   * @returns the answer already given to the same request; `unanswered` when it runs, or ended without a known outcome
   */
  begin(digest: string, fingerprint: string): Promise<'begun' | 'other-request' | 'unanswered' | Uint8Array>;
  keep(digest: string, answer: Uint8Array): Promise<void>;
  /** Frees the digest of a request that did nothing. */
  forget(digest: string): Promise<void>;
  /** Removes the answers to requests begun before an instant (ISO 8601); returns their number. */
  removeBefore(instant: string): Promise<number>;
}

export const BLIND_SPOT_KINDS = ['theme', 'setting', 'department'] as const;

/** Questions of a month that found nothing close, about one thing. */
export const blindSpotSchema = z.object({
  /** `YYYY-MM`, UTC. */
  month: z.string(),
  kind: z.enum(BLIND_SPOT_KINDS),
  /** Id of a theme, a setting, or code of a département. */
  value: z.string(),
  count: z.int(),
});
export type BlindSpot = Readonly<z.output<typeof blindSpotSchema>>;

/** Stores counts alone. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface BlindSpotStore {
  /** Adds to the stored counts. At most one entry for a month, a kind and a value. */
  add(spots: readonly BlindSpot[]): Promise<void>;
  /** Lists the counts of at least `minimum`: latest month first, then the largest. */
  list(minimum: number): Promise<readonly BlindSpot[]>;
  /** Removes the months before that of an instant (ISO 8601); returns the number of counts. */
  removeBefore(instant: string): Promise<number>;
}
