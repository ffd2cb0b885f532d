import { existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DomainError } from '../../domain/errors.ts';
import { lockDataFolder } from './embedded/data-folder-lock.ts';
import { databasePath } from './embedded/packed-database.ts';
import { createPgliteLink } from './embedded/pglite-link.ts';
import { applyMigrations } from './session/apply-migrations.ts';
import type { Database, Link, StoreConnection } from './session/database.ts';
import { ConnectionLostError, errorCode } from './session/database-errors.ts';
import { createGuardedConnection } from './session/guarded-connection.ts';

/** Writes at most the 32 MB of shared buffers, and flushes a hundred files. */
const CHECKPOINT_TIMEOUT_MS = 60_000;

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
    takeImportTurn: async () => () => checkpoint(connection),
    close: () => connection.close().finally(release),
  };
}

/**
 * Bounds the journal that a recovery reads: without a postmaster, PostgreSQL makes no checkpoint by itself until it is
 * closed.
 */
async function checkpoint({ run }: Pick<StoreConnection, 'run'>): Promise<void> {
  await run('point de reprise', ({ $client }) => $client.unsafe('checkpoint'), {
    timeoutMs: CHECKPOINT_TIMEOUT_MS,
  });
}

/** Makes a folder and those above it. `recursive` of Node tries for ever where none may be made, as in /proc. */
function makeFolder(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  if (!existsSync(dirname(directory))) makeFolder(dirname(directory));
  mkdirSync(directory, { mode: 0o700 });
}

export function claimFolder(directory: string): () => void {
  try {
    makeFolder(directory);
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

/** Space that a recovery may need for its journal. */
const RECOVERY_BYTES = 64 * 1024 * 1024;

export function folderUnusable(directory: string, error: unknown): DomainError<'data-folder-unusable'> {
  const root = error instanceof ConnectionLostError && error.cause !== undefined ? error.cause : error;
  const reason = root instanceof Error ? root.message : String(root);
  return new DomainError(
    'data-folder-unusable',
    `Le dossier de données « ${directory} » n’est pas utilisable : ${reason}. ${adviceFor(directory, errorCode(root))}`,
    { directory, reason },
    { cause: error },
  );
}

function adviceFor(directory: string, code: string | null): string {
  if (!existsSync(databasePath(directory))) {
    return 'Vérifiez ses droits et la place disponible, ou indiquez-en un autre.';
  }
  const content =
    'Il contient les expériences, les corrections, les avis et les clés : ne l’effacez pas, rien ne les reconstruit.';
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return `${content} Rendez-le au compte du service, en lecture et en écriture, puis redémarrez.`;
  }
  if (code === 'ENOSPC' || isNearlyFull(directory)) {
    return `${content} Le disque est plein : faites de la place, puis redémarrez.`;
  }
  return `${content} Vérifiez que tous ses fichiers appartiennent au compte du service. S’il est abîmé, mettez-le de côté et restaurez la dernière sauvegarde dans un dossier neuf : une copie du dossier, ou un export par « essaimage import », après quoi les clés sont à recréer (docs/operations/backup.md).`;
}

function isNearlyFull(directory: string): boolean {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < RECOVERY_BYTES;
}
