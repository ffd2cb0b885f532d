import type { Database } from './database.ts';

/** A database reached over one connection, used by one operation at a time. */
export interface Session {
  readonly database: Database;
  /** Breaks off everything under way; the next operation opens another session. */
  discard(): void;
}

export interface Link {
  /** Returns the session of a place, reconnecting if it was lost. */
  open(place: number): Promise<Session>;
  close(): Promise<void>;
}
