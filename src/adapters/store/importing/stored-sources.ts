import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import {
  changeSourceSchema,
  ficheKey,
  type ImportStore,
  keptExtractionSchema,
  resourceKey,
} from '../../../ports/import-store.ts';
import { documentOf, elementsOf, isoInstant, listOf, parseVectorText } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { parseStorable } from './stage-change.ts';

// For imports, exports and edits: these statements read members' fiches and every status.

const sourceRowSchema = changeSourceSchema.omit({ key: true });

/** No row without such a resource, or such a fiche without resource. */
function selectSource(key: string) {
  const sourced = sql`json_build_object(
    'draft', draft, 'evidence', evidence, 'confidence', confidence, 'status', status, 'byHand', by_hand
  )`;
  const resourceId = idUnder(resourceKey(''), key);
  if (resourceId !== null) {
    return sql`
      select 'resource' as origin, document as resource, ${isoInstant('gone_since')} as "goneSince",
        ${listOf(sourced, sql`experiences where resource_id = resources.id`, sql`id`)} as experiences
      from resources where id = ${resourceId}`;
  }
  return sql`
    select origin, null as resource, null as "goneSince", json_build_array(${sourced}) as experiences
    from experiences where id = ${idUnder(ficheKey(''), key)} and resource_id is null`;
}

function idUnder(prefix: string, key: string): string | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

const extractionRowSchema = documentOf(keptExtractionSchema);
const experienceRowSchema = documentOf(experienceSchema);
const embeddingRowSchema = z.object({ embedded: z.string(), embedding: z.string() });

export function sourcesOf({ execute, readAll, readFirst }: StatementRunner) {
  return {
    async loadSource(key) {
      const row = await readFirst('lecture d’une ressource', selectSource(key), sourceRowSchema);
      return row === null ? null : { key, ...row };
    },
    loadExperiences(ids) {
      const statement = sql`select document from experiences where id in (${elementsOf(ids)})`;
      return readAll('lecture d’expériences', statement, experienceRowSchema);
    },
    async loadEmbeddings({ modelId, experienceIds, batch, key }) {
      const rows = await readAll(
        'lecture des vecteurs',
        sql`select embedded, embedding::text from passages
          where experience_id in (${elementsOf(experienceIds)})
            and exists (select from index_state where model_id = ${modelId})
          union all
          select row.embedded, row.embedding
          from staged_changes, jsonb_to_recordset(payload -> 'passages') as row(embedded text, embedding text)
          where batch = ${batch} and key = ${key} and payload ->> 'model_id' = ${modelId}`,
        embeddingRowSchema,
      );
      return new Map(rows.map(({ embedded, embedding }) => [embedded, parseVectorText(embedding)]));
    },
    loadExtraction: (resourceId, contentHash) =>
      readFirst(
        'lecture de ce qui est tiré d’une ressource',
        sql`select document from extractions
          where resource_id = ${resourceId} and content_hash = ${contentHash}`,
        extractionRowSchema,
      ),
    async keepExtraction(resourceId, contentHash, extraction) {
      const what = `Ce qui est tiré de la ressource « ${resourceId} »`;
      const kept = parseStorable(keptExtractionSchema, extraction, what, resourceId);
      await execute(
        'enregistrement de ce qui est tiré d’une ressource',
        sql`insert into extractions (resource_id, content_hash, document)
          values (${resourceId}, ${contentHash}, ${JSON.stringify(kept)}::jsonb)
          on conflict (resource_id) do update set
            content_hash = excluded.content_hash, document = excluded.document`,
      );
    },
  } satisfies Partial<ImportStore>;
}
