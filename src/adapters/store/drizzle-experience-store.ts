import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { StoreConnection } from './database.ts';
import { isStorable } from './experience-document.ts';
import { createFindCandidates } from './find-candidates.ts';
import { recentRowSchema, selectRecent, toRecent } from './list-recent.ts';
import {
  selectSnapshot,
  selectVersion,
  snapshotRowSchema,
  toSnapshot,
  versionRowSchema,
} from './publication.ts';
import {
  documentRowSchema,
  neighboursRowSchema,
  selectExperience,
  selectNeighbours,
} from './read-experiences.ts';
import { runStatement } from './run-statement.ts';
import { searchRowSchema, selectPage, toPage } from './search-experiences.ts';

/** Experiences in PostgreSQL with pgvector. Closing the store closes the connection. */
export function createDrizzleExperienceStore(connection: StoreConnection): ExperienceStore {
  const run = <T>(operation: string, statement: SQL, row: z.ZodType<T>, signal?: AbortSignal) =>
    connection.run(operation, (database) => runStatement(database, statement, row), undefined, signal);

  return {
    retrieve: createFindCandidates(connection),
    async currentVersion(audience, signal) {
      const [row] = await run(
        "lecture de la version de l'index",
        selectVersion(audience),
        versionRowSchema,
        signal,
      );
      return row?.version ?? null;
    },
    async loadSnapshot(audience, signal) {
      const [row] = await run(
        "lecture de l'état de l'index",
        selectSnapshot(audience),
        snapshotRowSchema,
        signal,
      );
      return row === undefined ? null : toSnapshot(row);
    },
    async findById(id, audience, signal) {
      if (!isStorable(id)) return null;
      const [row] = await run(
        "lecture d'une expérience",
        selectExperience(id, audience),
        documentRowSchema,
        signal,
      );
      return row?.document ?? null;
    },
    async search(request, audience, signal) {
      const [row] = await run(
        "recherche d'expériences",
        selectPage(request, audience),
        searchRowSchema,
        signal,
      );
      if (row === undefined) throw new TypeError('the search returned no row');
      return { version: row.version, page: toPage(row, request.limit) };
    },
    async listRecent(filter, limit, audience, signal) {
      const statement = selectRecent(filter, limit, audience);
      const [row] = await run('lecture des dernières expériences', statement, recentRowSchema, signal);
      if (row === undefined) throw new TypeError('a select without from always gives a row');
      return toRecent(row);
    },
    async findSimilar(id, limit, audience, signal) {
      if (!isStorable(id)) return null;
      const statement = selectNeighbours(id, limit, audience);
      const [row] = await run("recherche d'expériences proches", statement, neighboursRowSchema, signal);
      return row?.neighbours.map(({ document, cosine }) => ({ experience: document, cosine })) ?? null;
    },
    async ping() {
      await run('vérification', sql`select 1`, z.unknown());
    },
    load: () => connection.load(),
    close: () => connection.close(),
  };
}
