import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ImportStore } from '../../ports/import-store.ts';
import { alikenessOf } from './importing/find-alike.ts';
import { publishBatch, tidyTables } from './importing/publish-batch.ts';
import { upsertStagedChange } from './importing/stage-change.ts';
import { fichesOf } from './importing/stored-fiches.ts';
import { sourcesOf } from './importing/stored-sources.ts';
import { stateOf } from './importing/stored-state.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Deadline of a publication, which writes a whole import. */
const PUBLICATION_TIMEOUT_MS = 600_000;

const stagedRowSchema = z.object({ key: z.string(), content_hash: z.string() });

/** Writing side of the store, on the connection of the reading side. */
export function createDrizzleImportStore(connection: StoreConnection): ImportStore {
  const runner = createStatementRunner(connection);
  const { execute, readAll } = runner;
  return {
    ...stateOf(runner),
    ...sourcesOf(runner),
    ...fichesOf(runner),
    ...alikenessOf(runner),
    takeTurn: (signal) => connection.takeImportTurn(signal),
    async listStaged(batch) {
      const statement = sql`select key, content_hash from staged_changes where batch = ${batch}`;
      const rows = await readAll('liste de ce qui est préparé', statement, stagedRowSchema);
      return new Map(rows.map(({ key, content_hash }) => [key, content_hash]));
    },
    async stage(batch, change) {
      await execute('enregistrement d’une ressource', upsertStagedChange(batch, change));
    },
    async publish(batch, publication) {
      const outcome = await connection.run(
        'publication de l’index',
        (database) => publishBatch(database, batch, publication, PUBLICATION_TIMEOUT_MS),
        { timeoutMs: PUBLICATION_TIMEOUT_MS },
      );
      if (outcome === 'published') await execute('entretien de l’index', tidyTables);
      return outcome;
    },
    /** Keeps the last entry, whose id is the revision of the store, without its values. */
    async forgetAudit(time) {
      await execute(
        'oubli de l’historique',
        sql`with old as (
            select id, id = (select max(id) from audit_entries) as is_last from audit_entries
            where at < ${time}::timestamptz
          ),
          emptied as (
            update audit_entries set before = null, after = null where id in (select id from old where is_last)
          )
          delete from audit_entries where id in (select id from old where not is_last)`,
      );
    },
  };
}
