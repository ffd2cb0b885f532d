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
  /** Null while migrations are pending, or before the first indexing. */
  readonly index: {
    readonly modelId: string;
    /** Version that anonymous readers see; null while nothing is published. */
    readonly publicVersion: string | null;
    /** Stored experiences, public or not. */
    readonly experienceCount: number;
  } | null;
}
