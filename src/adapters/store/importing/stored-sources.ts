import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../../domain/experience/audit.ts';
import { correctionSchema } from '../../../domain/experience/corrections.ts';
import { draftSchema, EXPERIENCE_ORIGINS, experienceSchema } from '../../../domain/experience/experience.ts';
import { STATUSES } from '../../../domain/experience/status.ts';
import { evidenceSchema, resourceSchema } from '../../../domain/resource/resource.ts';
import {
  type ChangeSource,
  type FicheReader,
  ficheKey,
  resourceKey,
  type StoredFiche,
} from '../../../ports/import-store.ts';
import { seenBy } from '../reading/visibility.ts';
import { isoInstant } from '../rows/iso-instant.ts';
import { correctionObjects } from './stored-state.ts';

// For imports, exports and edits: these statements read members' fiches and every status, except `selectFiche`.

export const sourceRowSchema: z.ZodType<Omit<ChangeSource, 'key'>> = z.object({
  origin: z.enum(EXPERIENCE_ORIGINS),
  resource: resourceSchema.nullable(),
  goneSince: z.string().nullable(),
  experiences: z.array(
    z.object({
      draft: draftSchema,
      evidence: z.array(evidenceSchema),
      confidence: z.number().nullable(),
      status: z.enum(STATUSES),
      byHand: z.boolean(),
    }),
  ),
});

const drawn = sql`coalesce(
  json_agg(
    json_build_object(
      'draft', draft, 'evidence', evidence, 'confidence', confidence, 'status', status, 'byHand', by_hand
    )
    order by id
  ),
  '[]'
)`;

/** No row without such a resource, or such a fiche without resource. */
export function selectSource(key: string): SQL {
  const resourceId = idUnder(resourceKey(''), key);
  if (resourceId !== null) {
    return sql`
      select 'resource' as origin, document as resource, ${isoInstant('gone_since')} as "goneSince",
        (select ${drawn} from experiences where resource_id = resources.id) as experiences
      from resources where id = ${resourceId}`;
  }
  return sql`
    select origin, null as resource, null as "goneSince", ${drawn} as experiences
    from experiences where id = ${idUnder(ficheKey(''), key)} and resource_id is null group by origin`;
}

function idUnder(prefix: string, key: string): string | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}

export function selectDocuments(ids: readonly string[]): SQL {
  return sql`select document from experiences where id in (${listed(ids)})`;
}

export const embeddingRowSchema = z.object({ embedded: z.string(), embedding: z.string() });

/** Vectors of a model, stored for these experiences or staged under a key. */
export function selectEmbeddings(
  modelId: string,
  experienceIds: readonly string[],
  batch: string,
  key: string,
): SQL {
  return sql`
    select embedded, embedding::text from passages
    where experience_id in (${listed(experienceIds)})
      and exists (select from index_state where model_id = ${modelId})
    union all
    select row.embedded, row.embedding
    from staged_changes, jsonb_to_recordset(payload -> 'passages') as row(embedded text, embedding text)
    where batch = ${batch} and key = ${key} and payload ->> 'model_id' = ${modelId}`;
}

function listed(ids: readonly string[]): SQL {
  return sql`select json_array_elements_text(${JSON.stringify(ids)}::json)`;
}

export const ficheRowSchema: z.ZodType<StoredFiche> = z.object({
  experience: experienceSchema,
  changedAt: z.string(),
  draft: draftSchema,
  evidence: z.array(evidenceSchema),
  confidence: z.number().nullable(),
  status: z.enum(STATUSES),
  byHand: z.boolean(),
  origin: z.enum(EXPERIENCE_ORIGINS),
  resource: resourceSchema.nullable(),
  goneSince: z.string().nullable(),
  corrections: z.array(correctionSchema),
  audit: z.array(
    z.object({
      at: z.string(),
      actor: z.string(),
      actorLabel: z.string().nullable(),
      action: z.enum(AUDIT_ACTIONS),
      subject: z.string(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
});

export const traceRowSchema = z.object({ known: z.boolean() }).transform(({ known }) => known);

export function selectTraces(id: string): SQL {
  return sql`
    select exists (select from corrections where experience_id = ${id})
      or exists (select from audit_entries where subject = ${id} and action in ('correct', 'merge', 'delete', 'erase')) as known`;
}

/**
 * Without a row, nothing but the index is read: a fiche that the reader may not see takes as long as none, long or
 * short (docs/adr/0013-keys-scopes-and-import-jobs.md).
 */
export function selectFiche(id: string, reader: FicheReader): SQL {
  return sql`
    select experiences.document as experience, ${isoInstant('changed_at')} as "changedAt", draft, evidence, confidence, status, by_hand as "byHand",
      experiences.origin, resource.document as resource,
      ${isoInstant('gone_since')} as "goneSince",
      (select ${correctionObjects} from corrections where experience_id = ${id}) as corrections,
      (
        select coalesce(
          json_agg(
            json_build_object(
              'at', ${isoInstant('at')}, 'actor', actor,
              'actorLabel', (select label from api_keys where prefix = audit_entries.actor),
              'action', action, 'subject', subject, 'before', before, 'after', after
            )
            order by id
          ),
          '[]'
        )
        from audit_entries where subject = ${id} and action in ('add', 'correct', 'merge', 'delete')
      ) as audit
    from ${seenBy(reader)} left join resources as resource on resource.id = resource_id
    where experiences.id = ${id}`;
}

export const remainingRowSchema = z.object({ id: z.string() }).transform(({ id }) => id);

/** Merges that are followed from one address: a bound for corrections that lead back to their start. */
const MOST_MERGES = 20;

/** Follows merges, from an experience that was once public to the first one that the reader may see. */
export function selectRemaining(id: string, reader: FicheReader): SQL {
  return sql`
    with recursive trail(id, step) as (
      select experience_id::text, 0 from public_changes where experience_id = ${id}
      union all
      select value #>> '{}', step + 1 from trail
        join corrections on experience_id = trail.id and field = 'mergedInto'
      where step < ${MOST_MERGES}::int
    )
    select id from trail join ${seenBy(reader)} using (id) where step > 0 order by step limit 1`;
}
