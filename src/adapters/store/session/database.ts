import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { StoreLoad } from '../../../ports/experience-store.ts';

/** Drizzle over postgres.js, the same for the embedded database and for a server. */
export type Database = PostgresJsDatabase & { readonly $client: Sql };

export interface RunOptions {
  /** Allowed for the operation in place of what is allowed for all, in milliseconds: for one known to be long. */
  readonly timeoutMs?: number | undefined;
  /** Gives the operation up: it leaves the line, or the server stops it. For readings only: nobody would know whether a write was done. */
  readonly signal?: AbortSignal | undefined;
}

/** A migrated database that outlives the loss of the link to it. */
export interface StoreConnection {
  /**
   * Runs one operation, named in French for the person who reads the error.
   * `work` writes with a single statement, which is atomic by itself: postgres.js cannot roll back a
   * transaction whose connection is lost without crashing the process (docs/adr/0003-one-driver.md).
   * @throws DomainError `deadline-exceeded` when it waits or runs for too long, `overloaded` when too
   * many wait, `store-unavailable` when the database cannot be reached or breaks off; what the statement
   * itself is at fault for is thrown as the driver gives it; the reason of `signal`
   */
  run<T>(operation: string, work: (database: Database) => Promise<T>, options?: RunOptions): Promise<T>;
  /** Read often: it asks the database nothing. */
  load(): StoreLoad;
  /**
   * Waits until no other process imports into this database.
   * @returns what gives the turn to the next one
   * @throws the reason of `signal`
   */
  takeImportTurn(signal: AbortSignal): Promise<() => Promise<void>>;
  /** Lets what runs end, then closes. Idempotent. */
  close(): Promise<void>;
}
