/** Lock of a data folder. */
export type FolderLock =
  | { readonly state: 'free' }
  /** Held by a running process, or by one of another machine. `since` is ISO 8601. */
  | { readonly state: 'held'; readonly pid: number; readonly host: string; readonly since: string }
  /** Left by a dead process: the next start takes it over. */
  | { readonly state: 'abandoned'; readonly pid: number; readonly since: string }
  | { readonly state: 'unreadable' };

export interface DataFolderState {
  /** Absolute path. */
  readonly directory: string;
  /** `absent`: the first start creates it. */
  readonly state: 'absent' | 'usable' | 'not-a-folder' | 'read-only';
  /** Disk space available to this user. */
  readonly freeBytes: number;
  readonly hasDatabase: boolean;
  readonly lock: FolderLock;
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
  /** Null while migrations are pending, or before the first indexing. */
  readonly index: {
    readonly modelId: string;
    /** Version that anonymous readers see; null while nothing is published. */
    readonly publicVersion: string | null;
    /** Stored experiences, public or not. */
    readonly experienceCount: number;
  } | null;
}
