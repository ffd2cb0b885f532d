import type { Audience } from '../../domain/experience/experience.ts';
import type { StoreConnection } from './database.ts';
import { selectVersions, versionsRowSchema } from './publication.ts';
import { runStatement } from './run-statement.ts';

/** The version that each audience reads; null while nothing is published. */
export type IndexVersions = Readonly<Record<Audience, string | null>>;

/** Knows what is published. */
export interface VersionSource {
  /** Throws DomainError `deadline-exceeded`, `store-unavailable` when nobody can tell. */
  current(): Promise<IndexVersions>;
  /** Told of versions that were just read from the database that is written to. */
  learn(versions: IndexVersions): void;
  /** Told that what it knows may be old. */
  doubt(): void;
}

/** Reads the versions from the database. */
export async function readVersions(connection: Pick<StoreConnection, 'run'>): Promise<IndexVersions> {
  const [row] = await connection.run("lecture de la version de l'index", (database) =>
    runStatement(database, selectVersions, versionsRowSchema),
  );
  if (row === undefined) throw new TypeError('a select without from always gives a row');
  return { public: row.public_version, members: row.members_version };
}

/** Asks the database each time: right where asking costs next to nothing. */
export function askForVersions(connection: Pick<StoreConnection, 'run'>): VersionSource {
  return {
    current: () => readVersions(connection),
    learn() {
      // It is asked again each time.
    },
    doubt() {
      // It is asked again each time.
    },
  };
}

export function sameVersions(a: IndexVersions, b: IndexVersions): boolean {
  return a.public === b.public && a.members === b.members;
}
