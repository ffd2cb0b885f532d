/** Who holds a data folder. */
export type FolderLock =
  | { readonly state: 'free' }
  /** By a process that runs, or by one of another machine. `since` is ISO 8601. */
  | { readonly state: 'held'; readonly pid: number; readonly host: string; readonly since: string }
  /** Left by a process that no longer runs: the next start takes it over. */
  | { readonly state: 'abandoned'; readonly pid: number; readonly since: string }
  | { readonly state: 'unreadable' };

export interface DataFolderState {
  /** Absolute path. */
  readonly directory: string;
  /** `absent`: the first start creates it. */
  readonly state: 'absent' | 'usable' | 'not-a-folder' | 'read-only';
  /** Left to this user on its disk. */
  readonly freeBytes: number;
  readonly hasDatabase: boolean;
  readonly lock: FolderLock;
}

export interface DatabaseState {
  /** Of PostgreSQL: « 17.6 ». */
  readonly serverVersion: string;
  /** Of pgvector: in this database, and on this server; null where it is not. */
  readonly vector: { readonly installed: string | null; readonly available: string | null };
  readonly migrations: {
    readonly applied: number;
    /** Known to this program, not to the database. */
    readonly pending: number;
    /** Known to the database, not to this program, which is older. */
    readonly unknown: number;
  };
  /** Null while migrations are pending, or when nothing was ever indexed. */
  readonly index: {
    readonly modelId: string;
    /** Of what anonymous readers see; null while nothing is published. */
    readonly publicVersion: string | null;
    /** Stored, whatever their access. */
    readonly experienceCount: number;
  } | null;
}

/** What the service stands on, looked at without changing any of it. */
export interface Installation {
  /** « 20.19.0 » */
  readonly nodeVersion: string;
  /** Null when the database is on a server: nothing is kept in a folder. */
  readonly inspectDataFolder: (() => Promise<DataFolderState>) | null;
  /**
   * Never creates nor migrates anything. An embedded database must exist; its folder is locked
   * meanwhile.
   * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`
   */
  inspectDatabase(): Promise<DatabaseState>;
}
