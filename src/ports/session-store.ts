import type { Session } from '../domain/access/session.ts';

/** Stores sessions by the digest of their id. All throw DomainError `deadline-exceeded`, `store-unavailable`. */
export interface SessionStore {
  /** Rejects an existing digest and an unknown key. */
  add(digest: string, session: Session): Promise<void>;
  /** Finds a session, expired or not; null when unknown. Never cached: a sign-out counts at once. */
  find(digest: string): Promise<Session | null>;
  noteUse(digest: string, instant: string): Promise<void>;
  /** Idempotent. */
  remove(digest: string): Promise<void>;
  /** Removes the sessions opened before an instant (ISO 8601); returns their number. */
  removeBefore(instant: string): Promise<number>;
}
