import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { MONEY_ROLES } from '../../../domain/experience/cost-ranges.ts';
import { ACCESS_LEVELS, type Audience, experienceSchema } from '../../../domain/experience/experience.ts';
import type { IndexSnapshot } from '../../../domain/matching/retrieval.ts';
import { counted, countsOf } from '../rows/counts.ts';
import { statisticsObject, statisticsSchema } from '../rows/index-recipe.ts';
import { visibleTo } from './visibility.ts';

/** Hexadecimal digits of a version; 64 bits make a collision negligible. */
const VERSION_LENGTH = 16;

export const snapshotRowSchema: z.ZodType<IndexSnapshot> = z.object({
  version: z.string(),
  modelId: z.string(),
  experienceCount: z.int().nonnegative(),
  statistics: statisticsSchema,
  leverCounts: countsOf(z.string()),
  themeCounts: countsOf(z.string()),
  costed: z.array(
    experienceSchema.pick({ id: true, title: true, figures: true }).extend({ levers: z.array(z.string()) }),
  ),
});

export const versionRowSchema = z.object({ version: z.string() }).transform(({ version }) => version);

/** Path of the figures of a document that have a role of `MONEY_ROLES`. */
const HAS_COSTS = `$.figures[*] ? (${MONEY_ROLES.map((role) => `@.role == "${role}"`).join(' || ')})`;

/** No row until something is published. */
export const selectVersion = (audience: Audience): SQL =>
  sql`select version from publications where audience = ${audience}`;

/** No row until something is published. */
export function selectSnapshot(audience: Audience): SQL {
  return sql`
    select publications.version, index_state.model_id as "modelId", ${statisticsObject} as statistics,
      (select count(*)::int from ${visibleTo(audience)}) as "experienceCount",
      ${counted('levers', visibleTo(audience))} as "leverCounts",
      ${counted('themes', visibleTo(audience))} as "themeCounts",
      (
        select coalesce(json_agg(json_build_object(
          'id', id, 'title', document -> 'title', 'figures', document -> 'figures', 'levers', levers
        ) order by id), '[]')
        from ${visibleTo(audience)} where document @? ${HAS_COSTS}::jsonpath
      ) as costed
    from publications cross join index_state where publications.audience = ${audience}`;
}

/**
 * Statement without parameters that updates the version of each audience: a hash of the recipe, of the
 * statistics, and of the ids and contents of the visible experiences.
 */
export function publishVersions(): SQL {
  const versions = ACCESS_LEVELS.map(
    (audience) => sql`
      select ${sql.raw(`'${audience}'`)} as audience,
        encode(sha256(convert_to(concat(recipe.digest, (
          select json_agg(json_build_array(id, revision) order by id) from ${visibleTo(audience)}
        )), 'UTF8')), 'hex') as digest
      from recipe`,
  );
  return sql`
    with recipe as (
      select json_build_array(
        model_id, pipeline_version, document_count,
        (
          select json_agg(json_build_array(frequency.term, frequency.document_count) order by frequency.term)
          from term_frequencies as frequency
        )
      ) as digest
      from index_state
    ),
    versions as (${sql.join(versions, sql` union all `)})
    insert into publications (audience, version)
    select audience, left(digest, ${sql.raw(`${VERSION_LENGTH}`)}) from versions
    on conflict (audience) do update set version = excluded.version`;
}
