import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Load } from '../../../domain/load/load.ts';

/** Drizzle over postgres.js, the same for the embedded database and for a server. */
export type Database = PostgresJsDatabase & { readonly $client: Sql };

export interface RunOptions {
  /** Deadline in milliseconds, in place of the connection's, for an operation known to be long. */
  readonly timeoutMs?: number | undefined;
  /**
   * Leaves the line, or stops waiting for the end of the statement, which keeps its place until then. For reads
   * only: a write would end in an unknown state.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Connection to a migrated database that survives the loss of its link. */
export interface StoreConnection {
  /**
   * Runs one operation, named in French for the reader of the error.
   * `work` writes with a single statement, which is atomic by itself, or as `publishBatch` does: when the connection
   * is lost during a transaction of postgres.js, its rollback crashes the process (docs/adr/0003-one-driver.md).
   * @throws DomainError `deadline-exceeded` when it waits or runs for too long, `overloaded` when too
   * many wait, `store-unavailable` when the database cannot be reached or breaks off
   * @throws the driver's error for a fault of the statement itself; the reason of `signal`
   */
  run<T>(operation: string, work: (database: Database) => Promise<T>, options?: RunOptions): Promise<T>;
  /** Measured in this process, without a query. */
  load(): Load;
  /**
   * Waits until no other process imports into this database.
   * @returns a function that ends the turn
   * @throws the reason of `signal`
   */
  takeImportTurn(signal: AbortSignal): Promise<() => Promise<void>>;
  /** Closes once the running operations have ended. Idempotent. */
  close(): Promise<void>;
}

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

/** Settings by which any session gives an instant in the same text, which its column parses. */
export const TEXT_SETTINGS = { DateStyle: 'ISO', TimeZone: 'UTC' } as const;

export const SEARCH_SETTINGS = {
  /** Passages that the walk of the HNSW index keeps at hand: with 160, recall@10 is 0.98 at 100,000 passages. */
  'hnsw.ef_search': '200',
  /** Goes on walking when visibility leaves too few passages. */
  'hnsw.iterative_scan': 'strict_order',
  /** Pages are in memory: an index costs hardly more than a scan. */
  random_page_cost: '1.1',
  /** A list of 20,000 experiences is counted in memory, twice as fast as through files. */
  work_mem: '16MB',
  /** A generic plan ignores how rare the words of a question are, and scans all experiences. */
  plan_cache_mode: 'force_custom_plan',
} as const;
