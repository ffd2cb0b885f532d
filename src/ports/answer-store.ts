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
  /** Keeps the answer of a request begun. */
  keep(digest: string, answer: Uint8Array): Promise<void>;
  /** Frees the digest of a request that did nothing. */
  forget(digest: string): Promise<void>;
  /** Removes the answers to requests begun before an instant (ISO 8601); returns their number. */
  removeBefore(instant: string): Promise<number>;
}
