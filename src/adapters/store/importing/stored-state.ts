import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { correctionSchema } from '../../../domain/experience/corrections.ts';
import { EXPERIENCE_ORIGINS } from '../../../domain/experience/experience.ts';
import { STATUSES } from '../../../domain/experience/status.ts';
import type { ResourceIdentity } from '../../../domain/resource/recognise-resources.ts';
import type { ImportStore, StoredState } from '../../../ports/import-store.ts';
import { isoInstant, listOf, mapOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { auditEntries, corrections } from '../tables/editing.ts';
import { experiences } from '../tables/experiences.ts';
import { resources } from '../tables/imports.ts';
import { indexState } from '../tables/search-index.ts';

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
export const correctionsOf = (rows = sql`${corrections}`) =>
  listOf(
    sql`json_build_object(
      'experienceId', ${corrections.experienceId}, 'field', ${corrections.field}, 'value', ${corrections.value},
      'actor', ${corrections.actor}, 'at', ${isoInstant(corrections.at)}
    )`,
    rows,
    sql`${corrections.experienceId}, ${corrections.field}`,
  );

const resource = sql`json_build_array(${resources.id}, json_build_object(
  'contentHash', ${resources.contentHash}, 'origin', ${resources.origin}, 'goneSince', ${isoInstant(resources.goneSince)}
))`;
const experience = sql`json_build_array(${experiences.id}, json_build_object(
  'contentHash', ${experiences.contentHash}, 'origin', ${experiences.origin}, 'resourceId', ${experiences.resourceId},
  'status', ${experiences.status}, 'byHand', ${experiences.byHand}
))`;

/** One statement, hence one snapshot. */
export const selectState = sql`
  select
    (select coalesce(max(${auditEntries.id}), 0) from ${auditEntries}) as revision,
    (
      select json_build_object('modelId', ${indexState.modelId}, 'pipelineVersion', ${indexState.pipelineVersion})
      from ${indexState}
    ) as recipe,
    ${listOf(resource, sql`${resources}`)} as resources, ${listOf(experience, sql`${experiences}`)} as experiences,
    ${correctionsOf()} as corrections`;

const identityRowSchema: z.ZodType<ResourceIdentity> = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  date: z.string().nullable(),
  origin: z.string(),
  textDigest: z.string().nullable(),
});

const { id, origin, document } = resources;

export function stateOf({ readAll, readOne }: StatementRunner) {
  return {
    loadState: () => readOne('lecture de ce qui est enregistré', selectState, stateRowSchema),
    loadIdentities: () =>
      readAll(
        'lecture des ressources',
        sql`select ${id}, ${origin}, ${document} ->> 'title' as title, ${document} ->> 'url' as url,
            ${document} ->> 'date' as date,
            case when ${document} ->> 'text' <> ''
              then encode(sha256(convert_to(${document} ->> 'text', 'UTF8')), 'hex')
            end as "textDigest"
          from ${resources}`,
        identityRowSchema,
      ),
  } satisfies Partial<ImportStore>;
}
