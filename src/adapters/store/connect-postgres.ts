import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { DomainError, isDomainError } from '../../domain/errors.ts';
import { applyMigrations } from './session/apply-migrations.ts';
import {
  type Database,
  type Link,
  SEARCH_SETTINGS,
  type Session,
  type StoreConnection,
  TEXT_SETTINGS,
} from './session/database.ts';
import { toStoreError } from './session/database-errors.ts';
import { createGuardedConnection } from './session/guarded-connection.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** Time beyond the server's own deadline and a connection; only a dead link takes longer. */
const GRACE_MS = CONNECT_TIMEOUT_MS + 1_000;

/** Longest wait for another replica's migration, or for the tables it locks. */
const MIGRATION_LOCK_TIMEOUT_MS = 60_000;

/** Advisory lock of migrations; an arbitrary constant, like the next one. */
const MIGRATION_LOCK = 7_237_746_142;

const IMPORT_LOCK = 7_237_746_144;
const IMPORT_LOCK_RETRY_MS = 200;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database?sslmode=…` */
  readonly url: string;
  /** Longest run of an operation, in milliseconds, and longest wait before it. */
  readonly timeoutMs: number;
  /** Most connections to the server, hence most operations at once. */
  readonly poolSize: number;
}

/**
 * Connects to a PostgreSQL server with pgvector and migrates it, once when instances start together.
 * The server may go away and come back: operations fail meanwhile.
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

/** Gives each place its own client, so that one that breaks is thrown away without the others. */
function createPostgresLink(url: string, timeoutMs: number): Link {
  const sessions = new Map<number, Session>();

  function connectPlace(place: number): Session {
    // Compiling these queries just in time would take longer than running them.
    const database = connect(url, 1, { statement_timeout: timeoutMs, jit: 'off', ...SEARCH_SETTINGS });
    return {
      database,
      discard() {
        sessions.delete(place);
        database.$client.end({ timeout: 0 }).catch(() => {});
      },
    };
  }

  return {
    async open(place) {
      const session = sessions.get(place) ?? connectPlace(place);
      sessions.set(place, session);
      return session;
    },
    async close() {
      const timeout = (timeoutMs + GRACE_MS) / 1_000;
      await Promise.all([...sessions.values()].map(({ database }) => database.$client.end({ timeout })));
    },
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
    // Releases the lock, which belongs to the session.
    await database.$client.end({ timeout: 1 });
  }
}

/**
 * Takes the lock on a connection of its own: the server releases it when the process dies. Should the
 * connection be lost meanwhile, the publication still checks that nothing else was written.
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
    throw toStoreError(error, 'attente d’un autre import', 0);
  }
}

/** Gives the driver's full reason: at startup, the operator reads the error. */
export function unreachable(error: unknown): unknown {
  const answer = toStoreError(error, 'attente du verrou de migration', MIGRATION_LOCK_TIMEOUT_MS);
  if (!isDomainError(answer, 'store-unavailable')) return answer;
  const reason = answer.cause instanceof Error ? answer.cause.message : answer.details.reason;
  return new DomainError(
    'store-unavailable',
    `La base PostgreSQL de DATABASE_URL ne s’ouvre pas : ${reason}. Vérifiez l’adresse, le nom de la base, l’utilisateur et le mot de passe.`,
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
      // postgres.js would close an old connection between two statements of a publication, and run the rest on another.
      max_lifetime: null,
      // The default waits up to 20 s before it tries a server again.
      backoff: (attempt) => Math.min(0.05 * 2 ** attempt, 1),
      connection: { application_name: 'essaimage', ...TEXT_SETTINGS, ...session },
      onnotice: () => {
        // postgres.js prints notices by default.
      },
    }),
  );
}
