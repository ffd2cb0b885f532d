import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../domain/experience/experience.ts';
import { type CachedExperience, createCandidateCache } from './candidate-cache.ts';
import type { StoreConnection } from './database.ts';
import { experienceSchema } from './experience-document.ts';
import { runStatement } from './run-statement.ts';
import { passages } from './schema.ts';
import { visibleTo } from './visibility.ts';

/** Experiences kept parsed: about 10 kB each. */
const CACHE_CAPACITY = 20_000;

/** An experience as the index names it. */
export interface NamedRow {
  readonly id: string;
  readonly revision: string;
}

/**
 * Reads what found experiences hold, by id. Null when one of them is no longer what the index says.
 * Throws as `StoreConnection.run`.
 */
export type ReadContents = (
  connection: Pick<StoreConnection, 'run'>,
  rows: readonly NamedRow[],
  audience: Audience,
  signal?: AbortSignal,
) => Promise<ReadonlyMap<string, CachedExperience> | null>;

const contentRowSchema = z.object({
  id: z.string(),
  revision: z.string(),
  document: experienceSchema,
  /** Ordinal and quote. */
  quotes: z.array(z.tuple([z.int(), z.string()])),
});

function selectContentsOf(ids: readonly string[], audience: Audience): SQL {
  return sql`
    select id, revision, document, (
      select coalesce(json_agg(json_build_array(${passages.ordinal}, ${passages.quote})), '[]')
      from ${passages} where ${passages.experienceId} = experiences.id
    ) as quotes
    from ${visibleTo(audience)} where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
}

/** Most contents are known from an earlier question. An id with a revision stands for one content, whoever reads it. */
export function createContentsReader(): ReadContents {
  const cache = createCandidateCache(CACHE_CAPACITY);

  return async (connection, rows, audience, signal) => {
    const missing = rows.filter(({ id, revision }) => cache.get(id, revision) === null).map(({ id }) => id);
    if (missing.length > 0) {
      const read = await connection.run(
        'lecture des candidats',
        (database) => runStatement(database, selectContentsOf(missing, audience), contentRowSchema),
        undefined,
        signal,
      );
      for (const { id, revision, document, quotes } of read) {
        cache.set(id, revision, { experience: document, quotes: new Map(quotes) });
      }
    }
    const contents = new Map<string, CachedExperience>();
    for (const { id, revision } of rows) {
      const content = cache.get(id, revision);
      if (content === null) return null;
      contents.set(id, content);
    }
    return contents;
  };
}
