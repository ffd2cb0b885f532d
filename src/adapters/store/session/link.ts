import type { Database } from './database.ts';

/** Connections to a database, which can be discarded and opened again. */
export interface Link {
  /** Returns the database, reconnecting if it was lost. One operation at a time uses a `place`. */
  open(place: number): Promise<Database>;
  /** Asks the server to stop the statement of `database`; absent where only `discard` could. */
  readonly stop?: (database: Database) => Promise<void>;
  /** Breaks off everything under way through `database`; does nothing if it was already replaced. */
  discard(database: Database): void;
  close(): Promise<void>;
}
