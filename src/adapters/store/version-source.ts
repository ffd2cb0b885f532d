import type { Audience } from '../../domain/experience/experience.ts';

/** The version that each audience reads; null while nothing is published. */
export type IndexVersions = Readonly<Record<Audience, string | null>>;

/** Knows what is published. */
export interface VersionSource {
  /** Throws DomainError `deadline-exceeded`, `store-unavailable` when nobody can tell. */
  current(): Promise<IndexVersions>;
  /**
   * Told of versions that were read from the database that is written to.
   * @param askedAt instant of `performance.now()`: ignored when something was learnt since
   */
  learn(versions: IndexVersions, askedAt: number): void;
  /** Told that what it knows, or is asking, may be old. */
  doubt(): void;
}

export function sameVersions(a: IndexVersions, b: IndexVersions): boolean {
  return a.public === b.public && a.members === b.members;
}
