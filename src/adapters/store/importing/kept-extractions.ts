import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { draftSchema } from '../../../domain/experience/experience.ts';
import { droppedSchema, evidenceSchema, IMPORT_NOTE_CODES } from '../../../domain/resource/resource.ts';
import { keptText } from '../../../domain/text/kept-text.ts';
import type { KeptExtraction } from '../../../ports/import-store.ts';
import { parseStorable } from './stage-change.ts';

export const noteSchema = z.object({
  code: z.enum(IMPORT_NOTE_CODES),
  detail: keptText,
  resourceId: keptText.nullable(),
  line: z.int().nullable(),
});

const extractionSchema: z.ZodType<KeptExtraction> = z.object({
  experiences: z.array(
    z.object({
      draft: draftSchema,
      evidence: z.array(evidenceSchema),
      confidence: z.number().nullable(),
    }),
  ),
  dropped: z.array(droppedSchema),
  notes: z.array(noteSchema),
});

export const extractionRowSchema = z
  .object({ document: extractionSchema })
  .transform(({ document }) => document);

/** No row when nothing is kept under this hash. */
export function selectExtraction(resourceId: string, contentHash: string): SQL {
  return sql`
    select document from extractions where resource_id = ${resourceId} and content_hash = ${contentHash}`;
}

/** @throws DomainError `corpus-invalid` when the database cannot store it */
export function upsertExtraction(resourceId: string, contentHash: string, extraction: KeptExtraction): SQL {
  const what = `Ce qui est tiré de la ressource « ${resourceId} »`;
  const kept = parseStorable(extractionSchema, extraction, what, resourceId);
  return sql`
    insert into extractions (resource_id, content_hash, document)
    values (${resourceId}, ${contentHash}, ${JSON.stringify(kept)}::jsonb)
    on conflict (resource_id) do update set
      content_hash = excluded.content_hash, document = excluded.document`;
}
