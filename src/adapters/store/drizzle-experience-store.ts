import { isKept } from '../../domain/text/kept-text.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import { selectSnapshot, selectVersion, snapshotRowSchema, versionRowSchema } from './reading/publication.ts';
import {
  documentRowSchema,
  idsRowSchema,
  lastChangeRowSchema,
  placesRowSchema,
  recentRowSchema,
  selectAfter,
  selectExperience,
  selectIds,
  selectLastChange,
  selectPlaces,
  selectRecent,
} from './reading/read-experiences.ts';
import { searchRowSchema, selectPage, toPage } from './reading/search-experiences.ts';
import { retrievalRowSchema, selectCandidates } from './reading/select-candidates.ts';
import { changesRowSchema, selectChanges } from './reading/select-changes.ts';
import { contentsRowSchema, selectContents } from './reading/select-contents.ts';
import { selectSimilar, similarRowSchema } from './reading/select-similar.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Experiences in PostgreSQL with pgvector. Closing the store closes the connection. */
export function createDrizzleExperienceStore(connection: StoreConnection): ExperienceStore {
  const { readFirst, readOne } = createStatementRunner(connection);
  return {
    currentVersion: (audience, signal) =>
      readFirst('lecture de la version de l’index', selectVersion(audience), versionRowSchema, signal),
    loadSnapshot: (audience, signal) =>
      readFirst('lecture de l’état de l’index', selectSnapshot(audience), snapshotRowSchema, signal),
    retrieve: (request, audience, signal) =>
      readOne('recherche des candidats', selectCandidates(request, audience), retrievalRowSchema, signal),
    readContents(ids, embedding, audience, signal) {
      const statement = selectContents(ids, embedding, audience);
      return readOne('lecture des expériences choisies', statement, contentsRowSchema, signal);
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
      return await readFirst('lecture d’une expérience', statement, documentRowSchema, signal);
    },
    async search(request, audience, signal) {
      const statement = selectPage(request, audience);
      const row = await readOne('recherche d’expériences', statement, searchRowSchema, signal);
      return { version: row.version, page: toPage(row, request.limit) };
    },
    listRecent(filter, limit, audience, signal) {
      const statement = selectRecent(filter, limit, audience);
      return readOne('lecture des dernières expériences', statement, recentRowSchema, signal);
    },
    listIds(range, audience, signal) {
      return readOne('lecture des identifiants', selectIds(range, audience), idsRowSchema, signal);
    },
    readLastChange: (audience, signal) =>
      readOne('lecture du dernier changement', selectLastChange(audience), lastChangeRowSchema, signal),
    listAfter(id, limit, audience, signal) {
      const statement = selectAfter(id, limit, audience);
      return readOne('lecture des expériences en nombre', statement, recentRowSchema, signal);
    },
    listChanges: (since, limit, signal) =>
      readOne('lecture des changements', selectChanges(since, limit), changesRowSchema, signal),
    listPlaces(kind, audience, signal) {
      const statement = selectPlaces(kind, audience);
      return readOne('lecture des territoires des expériences', statement, placesRowSchema, signal);
    },
    load: () => connection.load(),
    close: () => connection.close(),
  };
}
