import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { DomainError } from '../../../domain/errors.ts';
import type { Database } from './database.ts';
import { driverError, isConnectionLoss, toStoreError } from './database-errors.ts';

/** Folder of the committed migrations. */
export const MIGRATIONS = fileURLToPath(new URL('../../../../migrations', import.meta.url));

/**
 * Applies all the missing migrations in one transaction, or none. `database` must be a single session,
 * and no other one may migrate at the same time.
 * @throws DomainError `migration-failed`, `store-unavailable`
 */
export async function applyMigrations(database: Database): Promise<void> {
  try {
    await migrate(database, { migrationsFolder: MIGRATIONS });
  } catch (error) {
    if (isConnectionLoss(error)) throw toStoreError(error, 'mise à jour du schéma', 0);
    const cause = driverError(error);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DomainError(
      'migration-failed',
      `La mise à jour du schéma de la base a échoué : ${reason}. Rien n’a été changé. Vérifiez que l’extension pgvector (0.8 ou plus récente) est installée sur le serveur et que le rôle a le droit de créer des tables et des extensions.`,
      { reason },
      { cause },
    );
  }
}
