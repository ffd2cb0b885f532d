import { z } from 'zod';
import { isKept } from '../../domain/text/kept-text.ts';
import type { ImportStore } from '../../ports/import-store.ts';
import { forgetEntries } from './importing/erase-copies.ts';
import { extractionRowSchema, selectExtraction, upsertExtraction } from './importing/kept-extractions.ts';
import {
  publicationScript,
  refusalOf,
  selectStaged,
  stagePlan,
  tidyTables,
} from './importing/publish-batch.ts';
import { alikeRowSchema, selectAlike } from './importing/select-alike.ts';
import { upsertStagedChange } from './importing/stage-change.ts';
import {
  embeddingRowSchema,
  ficheRowSchema,
  remainingRowSchema,
  selectDocuments,
  selectEmbeddings,
  selectFiche,
  selectRemaining,
  selectSource,
  selectTraces,
  sourceRowSchema,
  traceRowSchema,
} from './importing/stored-sources.ts';
import {
  identityRowSchema,
  selectIdentities,
  selectState,
  stateRowSchema,
} from './importing/stored-state.ts';
import { documentRowSchema } from './reading/read-experiences.ts';
import { parseVectorText } from './rows/vector-text.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner, type StatementRunner } from './session/run-statement.ts';

/** Deadline of a publication, which writes a whole import. */
const PUBLICATION_TIMEOUT_MS = 600_000;

const stagedRowSchema = z.object({ key: z.string(), content_hash: z.string() });

/** Writing side of the store, on the connection of the reading side. */
export function createDrizzleImportStore(connection: StoreConnection): ImportStore {
  const runner = createStatementRunner(connection);
  const { execute } = runner;

  return {
    takeTurn: (signal) => connection.takeImportTurn(signal),
    ...reading(runner),
    async forgetAudit(time) {
      await execute('oubli de l’historique', forgetEntries(time));
    },
    async stage(batch, change) {
      await execute('enregistrement d’une ressource', upsertStagedChange(batch, change));
    },
    async keepExtraction(resourceId, contentHash, extraction) {
      const statement = upsertExtraction(resourceId, contentHash, extraction);
      await execute('enregistrement de ce qui est tiré d’une ressource', statement);
    },
    async publish(batch, publication) {
      await execute('préparation de la publication', stagePlan(batch, publication));
      try {
        await connection.run(
          'publication de l’index',
          ({ $client }) => $client.unsafe(publicationScript(batch, PUBLICATION_TIMEOUT_MS)),
          { timeoutMs: PUBLICATION_TIMEOUT_MS },
        );
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === null) throw error;
        return refusal;
      }
      await execute('entretien de l’index', tidyTables);
      return 'published';
    },
  };
}

function reading({ readAll, readFirst, readOne }: StatementRunner) {
  return {
    loadState: () => readOne('lecture de ce qui est enregistré', selectState, stateRowSchema),
    loadIdentities: () => readAll('lecture des ressources', selectIdentities, identityRowSchema),
    async loadSource(key) {
      const row = await readFirst('lecture d’une ressource', selectSource(key), sourceRowSchema);
      return row === null ? null : { key, ...row };
    },
    loadExperiences: (ids) => readAll('lecture d’expériences', selectDocuments(ids), documentRowSchema),
    findAlike: (request) =>
      readAll('recherche d’expériences semblables', selectAlike(request), alikeRowSchema),
    async loadEmbeddings({ modelId, experienceIds, batch, key }) {
      const statement = selectEmbeddings(modelId, experienceIds, batch, key);
      const rows = await readAll('lecture des vecteurs', statement, embeddingRowSchema);
      return new Map(rows.map(({ embedded, embedding }) => [embedded, parseVectorText(embedding)]));
    },
    loadExtraction(resourceId, contentHash) {
      const statement = selectExtraction(resourceId, contentHash);
      return readFirst('lecture de ce qui est tiré d’une ressource', statement, extractionRowSchema);
    },
    async listStaged(batch) {
      const rows = await readAll('liste de ce qui est préparé', selectStaged(batch), stagedRowSchema);
      return new Map(rows.map(({ key, content_hash }) => [key, content_hash]));
    },
    async loadFiche(id, reader, signal) {
      if (!isKept(id)) return null;
      return await readFirst('lecture d’une fiche', selectFiche(id, reader), ficheRowSchema, signal);
    },
    async findRemaining(id, reader, signal) {
      if (!isKept(id)) return null;
      return await readFirst(
        'recherche d’une fiche fusionnée',
        selectRemaining(id, reader),
        remainingRowSchema,
        signal,
      );
    },
    hasTraces: async (id) =>
      isKept(id) && (await readOne('recherche d’une fiche', selectTraces(id), traceRowSchema)),
  } satisfies Partial<ImportStore>;
}
