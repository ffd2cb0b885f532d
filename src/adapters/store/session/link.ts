import type { Database } from './database.ts';

/** A way to reach a database that can be thrown away and reached again. */
export interface Link {
  /** The database, reached again if it was lost. An operation has its `place` for itself. */
  open(place: number): Promise<Database>;
  /** Has the server stop what runs through `database`; left out where nothing stops at little cost. */
  readonly stop?: (database: Database) => Promise<void>;
  /** Breaks off all that is under way through `database`; does nothing if it was already replaced. */
  discard(database: Database): void;
  close(): Promise<void>;
}
