import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { DomainError, isDomainError } from '../../domain/errors.ts';
import { applyMigrations } from './session/apply-migrations.ts';
import type { Database, StoreConnection } from './session/database.ts';
import { toStoreError } from './session/database-errors.ts';
import { createGuardedConnection } from './session/guarded-connection.ts';
import type { Link } from './session/link.ts';
import { SEARCH_SETTINGS } from './session/search-settings.ts';
import { makeStoppable, type StoppableConnection } from './session/stoppable-connection.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** Beyond the server's own deadline and a connection: only a dead link takes longer. */
const GRACE_MS = CONNECT_TIMEOUT_MS + 1_000;

/** Allowed for another replica's migration, or for the tables it locks. */
const MIGRATION_LOCK_TIMEOUT_MS = 60_000;

/** Of the advisory lock under which one replica at a time migrates; any constant of our own would do. */
const MIGRATION_LOCK = 7_237_746_142;

/** Of the advisory lock under which one process at a time imports. */
const IMPORT_LOCK = 7_237_746_144;
const IMPORT_LOCK_RETRY_MS = 200;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database?sslmode=…` */
  readonly url: string;
  /** Of an operation, in milliseconds, and of its wait before that. */
  readonly timeoutMs: number;
  /** Connections at most to each server, and so operations at once. */
  readonly poolSize: number;
}

/**
 * Connects to a PostgreSQL server with pgvector, and migrates it; instances that start together
 * migrate it once. The server may go away and come back: operations fail meanwhile.
 * @throws DomainError `store-unavailable`, `migration-failed`
 */
export async function connectPostgres(options: PostgresOptions): Promise<StoreConnection> {
  const { url, timeoutMs, poolSize } = options;
  await migrateOnce(url);
  const connection = createGuardedConnection({
    link: createPostgresLink(url, timeoutMs),
    concurrency: poolSize,
    timeoutMs,
    hardTimeoutMs: timeoutMs + GRACE_MS,
  });
  return { ...connection, takeImportTurn: (signal) => lockImports(url, signal) };
}

/** A connection for each place: what stops the statement of one operation cannot reach another's. */
function createPostgresLink(url: string, timeoutMs: number): Link {
  let pool = new Map<number, StoppableConnection>();
  let stopper: Database | null = null;
  const timeoutS = (timeoutMs + GRACE_MS) / 1_000;

  function connectPlace(): StoppableConnection {
    // These queries end before just-in-time compilation would.
    const database = connect(url, 1, { statement_timeout: timeoutMs, jit: 'off', ...SEARCH_SETTINGS });
    return makeStoppable(database, () => {
      stopper ??= connect(url, 1, { statement_timeout: timeoutMs });
      return stopper;
    });
  }

  const find = (database: Database) => [...pool.values()].find((each) => each.database === database);

  async function endAll(): Promise<void> {
    const all = [...pool.values()].map((each) => each.database).concat(stopper ?? []);
    pool = new Map();
    stopper = null;
    await Promise.all(all.map(({ $client }) => $client.end({ timeout: timeoutS })));
  }

  return {
    async open(place) {
      const connection = pool.get(place) ?? connectPlace();
      pool.set(place, connection);
      return connection.database;
    },
    stop: async (database) => find(database)?.stop(),
    discard(database) {
      for (const [place, connection] of pool) {
        if (connection.database !== database) continue;
        pool.delete(place);
        database.$client.end({ timeout: 0 }).catch(() => {});
      }
    },
    close: endAll,
  };
}

async function migrateOnce(url: string): Promise<void> {
  const database = connect(url, 1, { lock_timeout: MIGRATION_LOCK_TIMEOUT_MS });
  try {
    await database.$client`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`;
    await applyMigrations(database);
  } catch (error) {
    throw unreachable(error);
  } finally {
    // Gives the lock back: it belongs to the session.
    await database.$client.end({ timeout: 1 });
  }
}

/**
 * Takes the lock with a connection of its own: the server gives it back when the process dies.
 * A publication checks that nobody else has written, should the connection be lost meanwhile.
 */
async function lockImports(url: string, signal: AbortSignal): Promise<() => Promise<void>> {
  const { $client } = connect(url, 1, {});
  const release = () => $client.end({ timeout: 1 });
  try {
    for (;;) {
      signal.throwIfAborted();
      const [row] = await $client<{ taken: boolean }[]>`
        select pg_try_advisory_lock(${IMPORT_LOCK}::bigint) as taken`;
      if (row?.taken === true) return release;
      await sleep(IMPORT_LOCK_RETRY_MS, undefined, { signal }).catch(() => {});
    }
  } catch (error) {
    await release();
    throw toStoreError(error, "attente d'un autre import", 0);
  }
}

/** At the start, a person reads the error: it says all that the driver knows. */
export function unreachable(error: unknown): unknown {
  const answer = toStoreError(error, 'attente du verrou de migration', MIGRATION_LOCK_TIMEOUT_MS);
  if (!isDomainError(answer, 'store-unavailable')) return answer;
  const reason = answer.cause instanceof Error ? answer.cause.message : answer.details.reason;
  return new DomainError(
    'store-unavailable',
    `La base PostgreSQL de DATABASE_URL ne s'ouvre pas : ${reason}. Vérifiez l'adresse, le nom de la base, l'utilisateur et le mot de passe.`,
    { reason },
    { cause: answer.cause },
  );
}

export function connect(url: string, max: number, session: Record<string, string | number>): Database {
  return drizzle(
    postgres(url, {
      max,
      fetch_types: false,
      connect_timeout: CONNECT_TIMEOUT_MS / 1_000,
      // The default waits up to 20 s before it tries a server again.
      backoff: (attempt) => Math.min(0.05 * 2 ** attempt, 1),
      connection: { application_name: 'essaimage', ...session },
      onnotice: () => {
        // Notices are for a person at a terminal; postgres.js would print them.
      },
    }),
  );
}
