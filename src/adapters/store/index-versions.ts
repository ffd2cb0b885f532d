import type { StoreConnection } from './database.ts';
import { selectVersions, versionsRowSchema } from './publication.ts';
import { runStatement } from './run-statement.ts';
import type { IndexVersions, VersionSource } from './version-source.ts';

/** Reads the versions from the database. */
export async function readVersions(
  connection: Pick<StoreConnection, 'run'>,
  timeoutMs?: number,
): Promise<IndexVersions> {
  const [row] = await connection.run(
    "lecture de la version de l'index",
    (database) => runStatement(database, selectVersions, versionsRowSchema),
    timeoutMs,
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
