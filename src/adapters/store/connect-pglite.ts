import { mkdirSync } from 'node:fs';
import { DomainError } from '../../domain/errors.ts';
import { lockDataFolder } from './embedded/data-folder-lock.ts';
import { createPgliteLink } from './embedded/pglite-link.ts';
import { applyMigrations } from './session/apply-migrations.ts';
import type { Database, StoreConnection } from './session/database.ts';
import { ConnectionLostError } from './session/database-errors.ts';
import { errorCode } from './session/error-code.ts';
import { createGuardedConnection } from './session/guarded-connection.ts';
import type { Link } from './session/link.ts';

export interface PgliteOptions {
  /** Data folder; created with mode 0700 when it does not exist. */
  readonly directory: string;
  /** Longest run of an operation, in milliseconds, and longest wait before it. */
  readonly timeoutMs: number;
  /** Receives the reason when the database's thread dies; the next operation starts another one. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Opens the embedded PostgreSQL of a data folder and migrates it. It has a single session: operations
 * run one at a time. An operation past its deadline stops the database's thread; the next one starts
 * another thread, which recovers every acknowledged write.
 * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `migration-failed`
 */
export async function connectPglite(options: PgliteOptions): Promise<StoreConnection> {
  const { directory, timeoutMs } = options;
  const release = claimFolder(directory);
  const link = createPgliteLink(directory, options.onFailure);
  try {
    await applyMigrations(await openFirst(link, directory));
  } catch (error) {
    await link.close();
    release();
    throw error;
  }
  const connection = createGuardedConnection({ link, concurrency: 1, timeoutMs, hardTimeoutMs: timeoutMs });
  return {
    run: connection.run,
    load: connection.load,
    // The folder has one process, which already runs one import at a time.
    takeImportTurn: async () => async () => {},
    close: () => connection.close().finally(release),
  };
}

export function claimFolder(directory: string): () => void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return lockDataFolder(directory);
  } catch (error) {
    if (errorCode(error) === null || error instanceof DomainError) throw error;
    throw folderUnusable(directory, error);
  }
}

export async function openFirst(link: Link, directory: string): Promise<Database> {
  try {
    return (await link.open(0)).database;
  } catch (error) {
    throw error instanceof ConnectionLostError ? folderUnusable(directory, error) : error;
  }
}

export function folderUnusable(directory: string, error: unknown): DomainError<'data-folder-unusable'> {
  const root = error instanceof ConnectionLostError && error.cause !== undefined ? error.cause : error;
  const reason = root instanceof Error ? root.message : String(root);
  return new DomainError(
    'data-folder-unusable',
    `Le dossier de données « ${directory} » n’est pas utilisable : ${reason}. Vérifiez ses droits et la place disponible, ou indiquez-en un autre ; s’il est abîmé, déplacez-le : il sera reconstruit au prochain démarrage.`,
    { directory, reason },
    { cause: error },
  );
}
