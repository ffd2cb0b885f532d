import { statSync } from 'node:fs';
import { type SQL, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { type DatabaseState, databaseContentSchema } from '../../ports/import-store.ts';
import { CONTRIBUTION_PLACES } from '../../ports/public-stores.ts';
import { claimFolder, folderUnusable, openFirst } from './connect-pglite.ts';
import { connect, unreachable } from './connect-postgres.ts';
import { databasePath } from './embedded/packed-database.ts';
import { createPgliteLink } from './embedded/pglite-link.ts';
import { recall } from './importing/probe-index.ts';
import { selectState, stateRowSchema } from './importing/stored-state.ts';
import { isoInstant } from './rows/columns.ts';
import { MIGRATIONS } from './session/apply-migrations.ts';
import { type Database, SEARCH_SETTINGS } from './session/database.ts';
import { firstOf, runStatement } from './session/run-statement.ts';
import { experiences, passages } from './tables/experiences.ts';
import { importJobs } from './tables/imports.ts';
import { publications } from './tables/search-index.ts';
import { contributions } from './tables/visitors.ts';

const INSPECTION_TIMEOUT_MS = 60_000;

/**
 * Opens a database without migrating it; null where a data folder has none yet.
 * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`
 */
export function inspectDatabase({
  databaseUrl,
  dataDirectory,
}: {
  /** Null for the embedded database of the folder. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
}): Promise<DatabaseState | null> {
  return databaseUrl === null ? inspectFolder(dataDirectory) : inspectServer(databaseUrl);
}

async function inspectFolder(directory: string): Promise<DatabaseState | null> {
  if (!isThere(directory, directory)) return null;
  const release = claimFolder(directory);
  const link = createPgliteLink(directory, () => {
    // The operation that waits for an answer fails with the error.
  });
  try {
    if (!isThere(databasePath(directory), directory)) return null;
    return await inspect(await openFirst(link, directory));
  } catch (error) {
    throw error instanceof DomainError ? error : folderUnusable(directory, error);
  } finally {
    await link.close();
    release();
  }
}

/** False only where nothing is: `existsSync` says so of what it may not read too. */
function isThere(path: string, directory: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw folderUnusable(directory, error);
  }
}

async function inspectServer(url: string): Promise<DatabaseState> {
  const database = connect(url, 1, { statement_timeout: INSPECTION_TIMEOUT_MS, ...SEARCH_SETTINGS });
  try {
    return await inspect(database);
  } catch (error) {
    throw unreachable(error);
  } finally {
    await database.$client.end({ timeout: 1 });
  }
}

const serverRowSchema = z.object({ version: z.string(), isMigrated: z.boolean() });

const selectServer = sql`
  select current_setting('server_version') as version,
    to_regclass('drizzle.__drizzle_migrations') is not null as "isMigrated"`;

const selectContent = sql`
  select
    (select ${publications.version} from ${publications} where ${publications.audience} = 'public') as "publicVersion",
    (select ${isoInstant(sql`max(${experiences.changedAt})`)} from ${experiences}) as "changedAt",
    (
      select count(*)::int from ${experiences}
      where not exists (select from ${passages} where ${passages.experienceId} = ${experiences.id})
    ) as "withoutVectors",
    (
      select count(*)::int from ${contributions}
      where ${contributions.createdAt} >= now() - make_interval(days => ${CONTRIBUTION_PLACES.days}::int)
    ) as "heldPlaces",
    ${recall},
    (
      select json_build_object('count', count(*), 'since', ${isoInstant(sql`min(${importJobs.createdAt})`)})
      from ${importJobs} where ${importJobs.state} in ('queued', 'running')
    ) as "unfinishedImports"`;

const selectOne = async <T>(database: Database, statement: SQL, schema: z.ZodType<T>) =>
  firstOf(await runStatement(database, statement, schema));

async function inspect(database: Database): Promise<DatabaseState> {
  const { version, isMigrated } = await selectOne(database, selectServer, serverRowSchema);
  const migrations = compareMigrations(isMigrated ? await listApplied(database) : []);
  const isReadable = migrations.pending === 0 && migrations.unknown === 0;
  const content = isReadable
    ? {
        state: await selectOne(database, selectState, stateRowSchema),
        ...(await selectOne(database, selectContent, databaseContentSchema)),
      }
    : null;
  return { serverVersion: version.split(' ')[0] ?? version, migrations, content };
}

/** Creation times of the applied migrations, in milliseconds since 1970: drizzle identifies them so. */
async function listApplied(database: Database): Promise<readonly number[]> {
  const rows = await runStatement(
    database,
    sql`select created_at::text as made_at from drizzle.__drizzle_migrations`,
    z.object({ made_at: z.string() }),
  );
  return rows.map(({ made_at }) => Number(made_at));
}

function compareMigrations(applied: readonly number[]): DatabaseState['migrations'] {
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ folderMillis }) => folderMillis);
  return {
    applied: applied.length,
    pending: known.filter((madeAt) => !applied.includes(madeAt)).length,
    unknown: applied.filter((madeAt) => !known.includes(madeAt)).length,
  };
}
