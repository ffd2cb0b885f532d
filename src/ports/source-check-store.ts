/** Visit to the address of a source. */
export interface SourceVisit {
  readonly url: string;
  /** `to-check` also stands for a document that is there but that the service does not read. */
  readonly outcome: 'reached' | 'moved' | 'to-check';
  /** Address that answers, or reason why none does, in French. */
  readonly detail: string;
  /** ISO 8601. */
  readonly checkedAt: string;
}

/** An address that did not answer as it should, and the experiences that quote it. */
export interface TroubledSource extends SourceVisit {
  readonly outcome: Exclude<SourceVisit['outcome'], 'reached'>;
  /** At least one, in order of id. */
  readonly experiences: readonly { readonly id: string; readonly title: string }[];
}

/** Keeps the last visit to each address. All methods throw DomainError `deadline-exceeded` or `store-unavailable`. */
export interface SourceCheckStore {
  /** Replaces the earlier visit to the address. */
  record(visit: SourceVisit): Promise<void>;
  /**
   * Lists the addresses of published experiences that were not reached, those that nothing answers first, then by
   * address; 500 at most. No audience applies: for editors who may read members' experiences only.
   */
  listTroubled(): Promise<readonly TroubledSource[]>;
}
