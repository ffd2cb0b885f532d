import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { DomainError } from '../../../domain/errors.ts';
import type { Database } from './database.ts';
import { driverError, isConnectionLoss, toStoreError } from './database-errors.ts';

/** The folder of the committed migrations. */
export const MIGRATIONS = fileURLToPath(new URL('../../../../migrations', import.meta.url));

/**
 * Brings the schema up to date, in one transaction: all the missing migrations or none. The database
 * must have a single session, and nobody else may migrate it at the same time.
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
      `La mise à jour du schéma de la base a échoué : ${reason}. Rien n'a été changé. Vérifiez que l'extension pgvector (0.8 ou plus récente) est installée sur le serveur et que le rôle a le droit de créer des tables et des extensions.`,
      { reason },
      { cause },
    );
  }
}
