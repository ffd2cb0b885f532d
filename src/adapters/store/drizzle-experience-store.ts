import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Audience } from '../../domain/experience/experience.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { Database, StoreConnection } from './database.ts';
import { isStorable } from './experience-document.ts';
import { createCandidateFinder } from './find-candidates.ts';
import { createIndexInMemory } from './index-in-memory.ts';
import { recentRowSchema, selectRecent, toRecent } from './list-recent.ts';
import { selectSnapshot, snapshotRowSchema, toSnapshot } from './publication.ts';
import { experienceRowSchema, selectExperience } from './read-experiences.ts';
import { runStatement } from './run-statement.ts';
import { searchRowSchema, selectPage, toPage } from './search-experiences.ts';
import { untilAborted } from './until-aborted.ts';

/** Experiences in PostgreSQL with pgvector. Closing the store closes the connection. */
export function createDrizzleExperienceStore(connection: StoreConnection): ExperienceStore {
  const { replicas, versions } = connection;
  const index = createIndexInMemory(connection, versions);

  /** One row, read where reading goes, or from the primary when that was not what is published. */
  async function read<T extends { readonly version: string | null }>(
    operation: string,
    statement: SQL,
    rowSchema: z.ZodType<T>,
    audience: Audience,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const work = (database: Database) => runStatement(database, statement, rowSchema);
    const readFrom = async (source: Pick<StoreConnection, 'run'>) => {
      const [row] = await source.run(operation, work, undefined, signal);
      if (row === undefined) throw new TypeError('a select without from always gives a row');
      return row;
    };
    if (replicas === null) return readFrom(connection);
    const row = await readFrom(replicas);
    const published = await untilAborted(versions.current(), signal);
    return row.version === published[audience] ? row : readFrom(connection);
  }

  return {
    ...createCandidateFinder(index, replicas ?? connection, connection),
    async currentVersion(audience, signal) {
      return (await untilAborted(versions.current(), signal))[audience];
    },
    async loadSnapshot(audience, signal) {
      const [row] = await connection.run(
        "lecture de l'état de l'index",
        (database) => runStatement(database, selectSnapshot(audience), snapshotRowSchema),
        undefined,
        signal,
      );
      return row === undefined ? null : toSnapshot(row);
    },
    async findById(id, audience, signal) {
      if (!isStorable(id)) return null;
      const statement = selectExperience(id, audience);
      return (await read("lecture d'une expérience", statement, experienceRowSchema, audience, signal))
        .document;
    },
    async search(request, audience, signal) {
      const statement = selectPage(request, audience);
      const row = await read("recherche d'expériences", statement, searchRowSchema, audience, signal);
      return { version: row.version, page: toPage(row, request.limit) };
    },
    async listRecent(filter, limit, audience, signal) {
      const statement = selectRecent(filter, limit, audience);
      return toRecent(
        await read('lecture des dernières expériences', statement, recentRowSchema, audience, signal),
      );
    },
    async ping() {
      await index.read('public');
    },
    load: () => connection.load(),
    close: () => connection.close(),
  };
}
