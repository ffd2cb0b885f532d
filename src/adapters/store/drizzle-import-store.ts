import { eq, sql } from 'drizzle-orm';
import type { ImportStore } from '../../ports/import-store.ts';
import { alikenessOf } from './importing/find-alike.ts';
import { publishBatch, TIDIED } from './importing/publish-batch.ts';
import { stageChange } from './importing/stage-change.ts';
import { fichesOf } from './importing/stored-fiches.ts';
import { sourcesOf } from './importing/stored-sources.ts';
import { stateOf } from './importing/stored-state.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';
import { auditEntries } from './tables/editing.ts';
import { stagedChanges } from './tables/imports.ts';

/** Deadline of a publication, a whole import: 100,000 new passages enter an index in use in ten minutes. */
const PUBLICATION_TIMEOUT_MS = 3_600_000;

/** Runs `work` in the background, one at a time: asked for while it runs, it runs once more. Never throws. */
function createUpkeep(work: () => Promise<void>, onFailure: (cause: unknown) => void) {
  let isAsked = false;
  let running = Promise.resolve();
  async function runAsked(): Promise<void> {
    isAsked = false;
    await work().catch(onFailure);
  }
  return {
    ask(): void {
      if (isAsked) return;
      isAsked = true;
      running = running.then(runAsked);
    },
    settle: () => running,
  };
}

/**
 * Writing side of the store, on the connection of the reading side.
 * @param onUpkeepFailure receives the failures of what follows a publication, which are not those of the publication
 */
export function createDrizzleImportStore(
  connection: StoreConnection,
  onUpkeepFailure: (cause: unknown) => void = () => {},
): ImportStore {
  const runner = createStatementRunner(connection);
  const { run } = runner;
  // A table at a time: the embedded database serves readers in between.
  const { ask, settle } = createUpkeep(async () => {
    for (const table of TIDIED)
      await run('entretien de l’index', (database) => database.execute(sql`vacuum (analyze) ${table}`));
  }, onUpkeepFailure);
  return {
    ...stateOf(runner),
    ...sourcesOf(runner),
    ...fichesOf(runner),
    ...alikenessOf(runner),
    takeTurn: (signal) => connection.takeImportTurn(signal),
    async listStaged(batch) {
      const { key, contentHash } = stagedChanges;
      const rows = await run('liste de ce qui est préparé', (database) =>
        database.select({ key, contentHash }).from(stagedChanges).where(eq(stagedChanges.batch, batch)),
      );
      return new Map(rows.map((row) => [row.key, row.contentHash]));
    },
    async stage(batch, change) {
      await run('enregistrement d’une ressource', (database) => stageChange(database, batch, change));
    },
    async publish(batch, publication) {
      const outcome = await run(
        'publication de l’index',
        (database) => publishBatch(database, batch, publication, PUBLICATION_TIMEOUT_MS),
        { timeoutMs: PUBLICATION_TIMEOUT_MS },
      );
      if (outcome === 'published') ask();
      return outcome;
    },
    settle,
    /** Keeps the last entry, whose id is the revision of the store, without its values. */
    async forgetAudit(time) {
      const { id } = auditEntries;
      await run('oubli de l’historique', (database) =>
        database.execute(sql`with old as (
            select ${id}, ${id} = (select max(${id}) from ${auditEntries}) as is_last from ${auditEntries}
            where ${auditEntries.at} < ${time}::timestamptz
          ),
          emptied as (
            update ${auditEntries} set before = null, after = null where ${id} in (select id from old where is_last)
          )
          delete from ${auditEntries} where ${id} in (select id from old where not is_last)`),
      );
    },
  };
}
