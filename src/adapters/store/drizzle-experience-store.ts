import type { ExperienceStore } from '../../ports/experience-store.ts';
import { changesOf } from './reading/list-changes.ts';
import { publicationOf } from './reading/publication.ts';
import { readingOf } from './reading/read-experiences.ts';
import { retrievalOf } from './reading/retrieve-experiences.ts';
import { searchOf } from './reading/search-experiences.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Experiences in PostgreSQL with pgvector. Closing the store closes the connection. */
export function createDrizzleExperienceStore(connection: StoreConnection): ExperienceStore {
  const runner = createStatementRunner(connection);
  return {
    ...publicationOf(runner),
    ...retrievalOf(runner),
    ...readingOf(runner),
    ...searchOf(runner),
    ...changesOf(runner),
    load: () => connection.load(),
    close: () => connection.close(),
  };
}
