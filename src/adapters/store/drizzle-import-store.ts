import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import { isKept } from '../../domain/text/kept-text.ts';
import type { ImportStore } from '../../ports/import-store.ts';
import { extractionRowSchema, selectExtraction, upsertExtraction } from './importing/kept-extractions.ts';
import { publicationScript, refusalOf, selectStaged, stagePlan } from './importing/publish-batch.ts';
import { upsertStagedChange } from './importing/stage-change.ts';
import {
  embeddingRowSchema,
  ficheRowSchema,
  selectDocuments,
  selectEmbeddings,
  selectFiche,
  selectSource,
  sourceRowSchema,
  toFiche,
  toSource,
} from './importing/stored-sources.ts';
import {
  identityRowSchema,
  selectIdentities,
  selectState,
  stateRowSchema,
  toState,
} from './importing/stored-state.ts';
import { tidyTables } from './importing/tidy-tables.ts';
import { documentRowSchema } from './reading/read-experiences.ts';
import { parseVectorText } from './rows/vector-text.ts';
import type { StoreConnection } from './session/database.ts';
import { runStatement } from './session/run-statement.ts';

/** Deadline of a publication, which writes a whole import. */
const PUBLICATION_TIMEOUT_MS = 600_000;

const stagedRowSchema = z.object({ key: z.string(), content_hash: z.string() });

/** Writing side of the store, on the connection of the reading side. */
export function createDrizzleImportStore(connection: StoreConnection): ImportStore {
  const run: Run = (operation, statement, row, signal) =>
    connection.run(operation, (database) => runStatement(database, statement, row), { signal });

  return {
    takeTurn: (signal) => connection.takeImportTurn(signal),
    ...reading(run),
    async stage(batch, change) {
      await run("enregistrement d'une ressource", upsertStagedChange(batch, change), z.unknown());
    },
    async keepExtraction(resourceId, contentHash, extraction) {
      const statement = upsertExtraction(resourceId, contentHash, extraction);
      await run("enregistrement de ce qui est tiré d'une ressource", statement, z.unknown());
    },
    async publish(batch, publication) {
      await run('préparation de la publication', stagePlan(batch, publication), z.unknown());
      try {
        await connection.run(
          "publication de l'index",
          ({ $client }) => $client.unsafe(publicationScript(batch, PUBLICATION_TIMEOUT_MS)),
          { timeoutMs: PUBLICATION_TIMEOUT_MS },
        );
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === null) throw error;
        return refusal;
      }
      await run("entretien de l'index", tidyTables, z.unknown());
      return 'published';
    },
  };
}

type Run = <T>(
  operation: string,
  statement: SQL,
  row: z.ZodType<T>,
  signal?: AbortSignal,
) => Promise<readonly T[]>;

type Reading =
  | 'loadState'
  | 'loadIdentities'
  | 'loadSource'
  | 'loadExperiences'
  | 'loadEmbeddings'
  | 'loadExtraction'
  | 'listStaged'
  | 'loadFiche';

function reading(run: Run): Pick<ImportStore, Reading> {
  return {
    async loadState() {
      const [row] = await run('lecture de ce qui est enregistré', selectState, stateRowSchema);
      if (row === undefined) throw new TypeError('a select without from always gives a row');
      return toState(row);
    },
    loadIdentities: () => run('lecture des ressources', selectIdentities, identityRowSchema),
    async loadSource(key) {
      const [row] = await run("lecture d'une ressource", selectSource(key), sourceRowSchema);
      return row === undefined ? null : toSource(key, row);
    },
    async loadExperiences(ids) {
      const rows = await run("lecture d'expériences", selectDocuments(ids), documentRowSchema);
      return rows.map(({ document }) => document);
    },
    async loadEmbeddings({ modelId, experienceIds, batch, key }) {
      const statement = selectEmbeddings(modelId, experienceIds, batch, key);
      const rows = await run('lecture des vecteurs', statement, embeddingRowSchema);
      return new Map(rows.map(({ embedded, embedding }) => [embedded, parseVectorText(embedding)]));
    },
    async loadExtraction(resourceId, contentHash) {
      const statement = selectExtraction(resourceId, contentHash);
      const [row] = await run("lecture de ce qui est tiré d'une ressource", statement, extractionRowSchema);
      return row?.document ?? null;
    },
    async listStaged(batch) {
      const rows = await run('liste de ce qui est préparé', selectStaged(batch), stagedRowSchema);
      return new Map(rows.map(({ key, content_hash }) => [key, content_hash]));
    },
    async loadFiche(id, signal) {
      if (!isKept(id)) return null;
      const [row] = await run("lecture d'une fiche", selectFiche(id), ficheRowSchema, signal);
      return row === undefined ? null : toFiche(row);
    },
  };
}
