import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { StoreLoad } from '../../ports/experience-store.ts';
import type { VersionSource } from './version-source.ts';

/** Drizzle over postgres.js, the same for the embedded database and for a server. */
export type Database = PostgresJsDatabase & { readonly $client: Sql };

/** A migrated database that outlives the loss of the link to it. */
export interface StoreConnection {
  /**
   * Runs one operation. `operation` names it in French for the person who reads the error; `timeoutMs` is
   * allowed for it instead of what is allowed for all, when it is known to be long.
   * `work` writes with a single statement, which is atomic by itself: postgres.js cannot roll back a
   * transaction whose connection is lost without crashing the process (docs/adr/0003-one-driver.md).
   * Once `signal` aborts, nobody waits for the operation: it leaves the line, or the server stops it. It
   * is for readings: of a write, nobody would know whether it was done.
   * @throws DomainError `deadline-exceeded` when it waits or runs for too long, `overloaded` when too
   * many wait, `store-unavailable` when the database cannot be reached or breaks off; what the statement
   * itself is at fault for is thrown as the driver gives it; the reason of `signal`
   */
  run<T>(
    operation: string,
    work: (database: Database) => Promise<T>,
    timeoutMs?: number,
    signal?: AbortSignal,
  ): Promise<T>;
  /** Read often: it asks the database nothing. */
  load(): StoreLoad;
  /** Where what is published may be read besides; null without replicas. */
  readonly replicas: Pick<StoreConnection, 'run'> | null;
  readonly versions: VersionSource;
  /**
   * Waits until no other process imports into this database.
   * @returns what gives the turn to the next one
   * @throws the reason of `signal`
   */
  takeImportTurn(signal: AbortSignal): Promise<() => Promise<void>>;
  /** Lets what runs end, then closes. Idempotent. */
  close(): Promise<void>;
}
