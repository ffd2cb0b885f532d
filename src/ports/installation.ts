import type { StoredState } from './import-store.ts';

/** Content of a database, a restored one included. */
export interface DatabaseContent {
  readonly state: StoredState;
  /** Version that anonymous readers see; null while nothing is published. */
  readonly publicVersion: string | null;
  /** Last change of an experience, an ISO 8601 instant; null without experiences. */
  readonly changedAt: string | null;
  /** Experiences without vectors: of a restoration that is not whole. */
  readonly withoutVectors: number;
  /** Imports that have not ended; `since` is the request of the oldest, an ISO 8601 instant. */
  readonly unfinishedImports: { readonly count: number; readonly since: string | null };
  /** Keys neither revoked nor expired. */
  readonly keyCount: number;
}

export interface DatabaseState {
  /** PostgreSQL version, such as `17.6`. */
  readonly serverVersion: string;
  /** pgvector versions in this database and on this server; null where absent. */
  readonly vector: { readonly installed: string | null; readonly available: string | null };
  readonly migrations: {
    readonly applied: number;
    /** Known to this program, not to the database. */
    readonly pending: number;
    /** Known to the database, not to this program, which is older. */
    readonly unknown: number;
  };
  /** Null when the migrations are not exactly those of this program: its statements do not apply. */
  readonly content: DatabaseContent | null;
}
