import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { MONEY_ROLES } from '../../../domain/experience/cost-ranges.ts';
import { ACCESS_LEVELS, experienceSchema } from '../../../domain/experience/experience.ts';
import type { IndexSnapshot } from '../../../domain/matching/retrieval.ts';
import type { ExperienceStore } from '../../../ports/experience-store.ts';
import { counted, countsOf, listOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { visibleTo } from './visibility.ts';

/** Hexadecimal digits of a version; 64 bits make a collision negligible. */
const VERSION_LENGTH = 16;

const snapshotRowSchema: z.ZodType<IndexSnapshot> = z.object({
  version: z.string(),
  modelId: z.string(),
  experienceCount: z.int().nonnegative(),
  statistics: z.object({
    documentCount: z.int().nonnegative(),
    documentFrequencies: countsOf(z.string()),
  }),
  leverCounts: countsOf(z.string()),
  themeCounts: countsOf(z.string()),
  costed: z.array(
    experienceSchema.pick({ id: true, title: true, figures: true }).extend({ levers: z.array(z.string()) }),
  ),
});

const versionRowSchema = z.object({ version: z.string() }).transform(({ version }) => version);

/** Path of the figures of a document that have a role of `MONEY_ROLES`. */
const HAS_COSTS = `$.figures[*] ? (${MONEY_ROLES.map((role) => `@.role == "${role}"`).join(' || ')})`;

/** No row until something is published. */
export function publicationOf({ readFirst }: StatementRunner) {
  return {
    currentVersion(audience, signal) {
      const statement = sql`select version from publications where audience = ${audience}`;
      return readFirst('lecture de la version de l’index', statement, versionRowSchema, signal);
    },
    loadSnapshot(audience, signal) {
      const frequencies = listOf(sql`json_build_array(term, document_count)`, sql`term_frequencies`);
      const costed = listOf(
        sql`json_build_object(
          'id', id, 'title', document -> 'title', 'figures', document -> 'figures', 'levers', levers
        )`,
        sql`${visibleTo(audience)} where document @? ${HAS_COSTS}::jsonpath`,
        sql`id`,
      );
      const statement = sql`
        select publications.version, index_state.model_id as "modelId",
          json_build_object(
            'documentCount', index_state.document_count, 'documentFrequencies', ${frequencies}
          ) as statistics,
          (select count(*)::int from ${visibleTo(audience)}) as "experienceCount",
          ${counted('levers', visibleTo(audience))} as "leverCounts",
          ${counted('themes', visibleTo(audience))} as "themeCounts", ${costed} as costed
        from publications cross join index_state where publications.audience = ${audience}`;
      return readFirst('lecture de l’état de l’index', statement, snapshotRowSchema, signal);
    },
  } satisfies Partial<ExperienceStore>;
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
