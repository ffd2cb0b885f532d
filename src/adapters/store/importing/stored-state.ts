import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ResourceIdentity } from '../../../domain/resource/recognise-resources.ts';
import type { StoredState } from '../../../ports/import-store.ts';
import { recipeRowSchema, statisticsColumns, toRecipe } from '../rows/index-recipe.ts';
import { isoInstant } from '../rows/iso-instant.ts';
import { correctionSchema, originSchema } from '../rows/resource-document.ts';
import { auditEntries, corrections } from '../tables/editing.ts';
import { experiences } from '../tables/experiences.ts';
import { indexState } from '../tables/published-index.ts';
import { resources } from '../tables/resources.ts';

export const stateRowSchema = z.object({
  revision: z.int().nonnegative(),
  recipe: recipeRowSchema.nullable(),
  resources: z.array(z.tuple([z.string(), z.string(), z.string(), z.string().nullable()])),
  experiences: z.array(z.tuple([z.string(), z.string(), originSchema, z.string().nullable()])),
  corrections: z.array(correctionSchema),
});

/** JSON array of the rows of `corrections`, by experience then field. */
export const correctionObjects = sql`coalesce(
  json_agg(
    json_build_object(
      'experienceId', experience_id, 'field', field, 'value', value, 'actor', actor, 'at', ${isoInstant('at')}
    )
    order by experience_id, field
  ),
  '[]'
)`;

/** One statement, hence one snapshot. */
export const selectState = sql`
  select
    (select coalesce(max(id), 0) from ${auditEntries}) as revision,
    (
      select row_to_json(recipe)
      from (select model_id, pipeline_version, ${statisticsColumns} from ${indexState}) as recipe
    ) as recipe,
    (
      select coalesce(json_agg(json_build_array(id, content_hash, origin, ${isoInstant('gone_since')})), '[]')
      from ${resources}
    ) as resources,
    (
      select coalesce(json_agg(json_build_array(id, content_hash, origin, resource_id)), '[]')
      from ${experiences}
    ) as experiences,
    (select ${correctionObjects} from ${corrections}) as corrections`;

export function toState(row: z.infer<typeof stateRowSchema>): StoredState {
  return {
    revision: row.revision,
    recipe: row.recipe === null ? null : toRecipe(row.recipe),
    resources: new Map(
      row.resources.map(([id, contentHash, origin, goneSince]) => [id, { contentHash, origin, goneSince }]),
    ),
    experiences: new Map(
      row.experiences.map(([id, contentHash, origin, resourceId]) => [
        id,
        { contentHash, origin, resourceId },
      ]),
    ),
    corrections: row.corrections,
  };
}

export const identityRowSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    url: z.string().nullable(),
    date: z.string().nullable(),
    origin: z.string(),
    text_digest: z.string().nullable(),
  })
  .transform(({ text_digest, ...identity }): ResourceIdentity => ({ ...identity, textDigest: text_digest }));

export const selectIdentities = sql`
  select id, document ->> 'title' as title, document ->> 'url' as url, document ->> 'date' as date, origin,
    case when document ->> 'text' <> ''
      then encode(sha256(convert_to(document ->> 'text', 'UTF8')), 'hex')
    end as text_digest
  from ${resources}`;
