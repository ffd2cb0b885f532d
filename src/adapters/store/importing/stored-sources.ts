import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import {
  changeSourceSchema,
  ficheKey,
  type ImportStore,
  keptExtractionSchema,
  resourceKey,
} from '../../../ports/import-store.ts';
import { elementsOf, isoInstant, listOf, parseVectorText } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { experiences, passages } from '../tables/experiences.ts';
import { extractions, resources, stagedChanges } from '../tables/imports.ts';
import { indexState } from '../tables/search-index.ts';
import { parseStorable } from './stage-change.ts';

// For imports, exports and edits: these statements read members' fiches and every status.

const sourceRowSchema = changeSourceSchema.omit({ key: true });

/** No row without such a resource, or such a fiche without resource. */
function selectSource(key: string) {
  const sourced = sql`json_build_object(
    'draft', ${experiences.draft}, 'evidence', ${experiences.evidence}, 'confidence', ${experiences.confidence},
    'status', ${experiences.status}, 'byHand', ${experiences.byHand},
    'rereading', ${experiences.rereading}
  )`;
  const resourceId = idUnder(resourceKey(''), key);
  if (resourceId !== null) {
    return sql`
      select 'resource' as origin, ${resources.document} as resource, ${isoInstant(resources.goneSince)} as "goneSince",
        ${listOf(sourced, sql`${experiences} where ${experiences.resourceId} = ${resources.id}`, sql`${experiences.id}`)} as experiences
      from ${resources} where ${resources.id} = ${resourceId}`;
  }
  return sql`
    select ${experiences.origin}, null as resource, null as "goneSince", json_build_array(${sourced}) as experiences
    from ${experiences} where ${experiences.id} = ${idUnder(ficheKey(''), key)} and ${experiences.resourceId} is null`;
}

function idUnder(prefix: string, key: string): string | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

const embeddingRowSchema = z.object({ embedded: z.string(), embedding: z.string() });

export function sourcesOf({ run, readAll, readFirst }: StatementRunner) {
  return {
    async loadSource(key) {
      const row = await readFirst('lecture d’une ressource', selectSource(key), sourceRowSchema);
      return row === null ? null : { key, ...row };
    },
    async loadExperiences(ids) {
      const { id, document } = experiences;
      const rows = await run('lecture d’expériences', (database) =>
        database
          .select({ document })
          .from(experiences)
          .where(sql`${id} in (${elementsOf(ids)})`),
      );
      return rows.map((row) => experienceSchema.parse(row.document));
    },
    async loadEmbeddings({ modelId, experienceIds, batch, key }) {
      const rows = await readAll(
        'lecture des vecteurs',
        sql`select ${passages.embedded}, ${passages.embedding}::text from ${passages}
          where ${passages.experienceId} in (${elementsOf(experienceIds)})
            and exists (select from ${indexState} where ${indexState.modelId} = ${modelId})
          union all
          select row.embedded, row.embedding
          from ${stagedChanges}, jsonb_to_recordset(${stagedChanges.payload} -> 'passages') as row(embedded text, embedding text)
          where ${stagedChanges.batch} = ${batch} and ${stagedChanges.key} = ${key}
            and ${stagedChanges.payload} ->> 'model_id' = ${modelId}`,
        embeddingRowSchema,
      );
      return new Map(rows.map(({ embedded, embedding }) => [embedded, parseVectorText(embedding)]));
    },
    async loadExtraction(resourceId, contentHash) {
      const isSame = and(eq(extractions.resourceId, resourceId), eq(extractions.contentHash, contentHash));
      const [row] = await run('lecture de ce qui est tiré d’une ressource', (database) =>
        database.select({ document: extractions.document }).from(extractions).where(isSame),
      );
      return row === undefined ? null : keptExtractionSchema.parse(row.document);
    },
    async keepExtraction(resourceId, contentHash, extraction) {
      const what = `Ce qui est tiré de la ressource « ${resourceId} »`;
      const document = parseStorable(keptExtractionSchema, extraction, what, resourceId);
      const kept = { contentHash, document };
      await run('enregistrement de ce qui est tiré d’une ressource', (database) =>
        database
          .insert(extractions)
          .values({ resourceId, ...kept })
          .onConflictDoUpdate({ target: extractions.resourceId, set: kept }),
      );
    },
  } satisfies Partial<ImportStore>;
}
