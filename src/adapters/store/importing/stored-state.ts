import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { correctionSchema } from '../../../domain/experience/corrections.ts';
import { EXPERIENCE_ORIGINS } from '../../../domain/experience/experience.ts';
import { STATUSES } from '../../../domain/experience/status.ts';
import type { ResourceIdentity } from '../../../domain/resource/recognise-resources.ts';
import type { ImportStore, StoredState } from '../../../ports/import-store.ts';
import { isoInstant, listOf, mapOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';

export const stateRowSchema: z.ZodType<StoredState> = z.object({
  revision: z.int().nonnegative(),
  recipe: z.object({ modelId: z.string(), pipelineVersion: z.string() }).nullable(),
  resources: mapOf(
    z.string(),
    z.object({ contentHash: z.string(), origin: z.string(), goneSince: z.string().nullable() }),
  ),
  experiences: mapOf(
    z.string(),
    z.object({
      contentHash: z.string(),
      origin: z.enum(EXPERIENCE_ORIGINS),
      resourceId: z.string().nullable(),
      status: z.enum(STATUSES),
      byHand: z.boolean(),
    }),
  ),
  corrections: z.array(correctionSchema),
});

/** JSON array of rows of `corrections`, by experience then field. */
export const correctionsOf = (rows = sql`corrections`) =>
  listOf(
    sql`json_build_object(
      'experienceId', experience_id, 'field', field, 'value', value, 'actor', actor, 'at', ${isoInstant('at')}
    )`,
    rows,
    sql`experience_id, field`,
  );

const resource = sql`json_build_array(id, json_build_object(
  'contentHash', content_hash, 'origin', origin, 'goneSince', ${isoInstant('gone_since')}
))`;
const experience = sql`json_build_array(id, json_build_object(
  'contentHash', content_hash, 'origin', origin, 'resourceId', resource_id, 'status', status, 'byHand', by_hand
))`;

/** One statement, hence one snapshot. */
export const selectState = sql`
  select
    (select coalesce(max(id), 0) from audit_entries) as revision,
    (
      select json_build_object('modelId', model_id, 'pipelineVersion', pipeline_version) from index_state
    ) as recipe,
    ${listOf(resource, sql`resources`)} as resources, ${listOf(experience, sql`experiences`)} as experiences,
    ${correctionsOf()} as corrections`;

const identityRowSchema: z.ZodType<ResourceIdentity> = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  date: z.string().nullable(),
  origin: z.string(),
  textDigest: z.string().nullable(),
});

export function stateOf({ readAll, readOne }: StatementRunner) {
  return {
    loadState: () => readOne('lecture de ce qui est enregistré', selectState, stateRowSchema),
    loadIdentities: () =>
      readAll(
        'lecture des ressources',
        sql`select id, document ->> 'title' as title, document ->> 'url' as url, document ->> 'date' as date, origin,
            case when document ->> 'text' <> ''
              then encode(sha256(convert_to(document ->> 'text', 'UTF8')), 'hex')
            end as "textDigest"
          from resources`,
        identityRowSchema,
      ),
  } satisfies Partial<ImportStore>;
}
