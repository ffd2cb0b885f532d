import { isKept } from '../../domain/text/kept-text.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import { recentRowSchema, selectRecent } from './reading/list-recent.ts';
import { selectSnapshot, selectVersion, snapshotRowSchema, versionRowSchema } from './reading/publication.ts';
import { documentRowSchema, selectExperience } from './reading/read-experiences.ts';
import { searchRowSchema, selectPage, toResult } from './reading/search-experiences.ts';
import { retrievalRowSchema, selectCandidates, toRetrieval } from './reading/select-candidates.ts';
import { contentsRowSchema, selectContents, toContents } from './reading/select-contents.ts';
import { selectSimilar, similarRowSchema } from './reading/select-similar.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Experiences in PostgreSQL with pgvector. Closing the store closes the connection. */
export function createDrizzleExperienceStore(connection: StoreConnection): ExperienceStore {
  const { readFirst, readOne } = createStatementRunner(connection);

  const readVersion: ExperienceStore['currentVersion'] = async (audience, signal) => {
    const row = await readFirst(
      'lecture de la version de l’index',
      selectVersion(audience),
      versionRowSchema,
      signal,
    );
    return row?.version ?? null;
  };

  return {
    currentVersion: readVersion,
    loadSnapshot: (audience, signal) =>
      readFirst('lecture de l’état de l’index', selectSnapshot(audience), snapshotRowSchema, signal),
    async retrieve(request, audience, signal) {
      const statement = selectCandidates(request, audience);
      return toRetrieval(await readOne('recherche des candidats', statement, retrievalRowSchema, signal));
    },
    async readContents(ids, embedding, audience, signal) {
      const statement = selectContents(ids, embedding, audience);
      return toContents(
        await readOne('lecture des expériences choisies', statement, contentsRowSchema, signal),
      );
    },
    async findSimilar(id, limit, audience, signal) {
      if (!isKept(id)) return null;
      const statement = selectSimilar(id, limit, audience);
      const row = await readOne('recherche d’expériences proches', statement, similarRowSchema, signal);
      return row.neighbours;
    },
    async findById(id, audience, signal) {
      if (!isKept(id)) return null;
      const statement = selectExperience(id, audience);
      const row = await readFirst('lecture d’une expérience', statement, documentRowSchema, signal);
      return row?.document ?? null;
    },
    async search(request, audience, signal) {
      const statement = selectPage(request, audience);
      const row = await readOne('recherche d’expériences', statement, searchRowSchema, signal);
      return toResult(row, request.limit);
    },
    async listRecent(filter, limit, audience, signal) {
      const statement = selectRecent(filter, limit, audience);
      return await readOne('lecture des dernières expériences', statement, recentRowSchema, signal);
    },
    async ping() {
      await readVersion('public');
    },
    load: () => connection.load(),
    close: () => connection.close(),
  };
}
