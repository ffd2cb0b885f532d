import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { MONEY_ROLES } from '../../../domain/experience/cost-ranges.ts';
import { ACCESS_LEVELS, type Audience, experienceSchema } from '../../../domain/experience/experience.ts';
import type { IndexSnapshot } from '../../../domain/matching/retrieval.ts';
import type { ExperienceStore } from '../../../ports/experience-store.ts';
import { counted, countsOf, listOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { indexState, judgedRequests, publications, termFrequencies } from '../tables/search-index.ts';
import { shown, visibleTo } from './visibility.ts';

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

const { version } = publications;
const { request } = judgedRequests;
const { term } = termFrequencies;

/** No row until something is published. */
export function publicationOf({ readFirst }: StatementRunner) {
  return {
    currentVersion(audience, signal) {
      const statement = sql`select ${version} from ${publications} where ${publications.audience} = ${audience}`;
      return readFirst('lecture de la version de l’index', statement, versionRowSchema, signal);
    },
    loadSnapshot(audience, signal) {
      const frequencies = listOf(
        sql`json_build_array(${term}, ${termFrequencies.documentCount})`,
        sql`${termFrequencies}`,
      );
      const costed = listOf(
        sql`json_build_object(
          'id', ${shown.id}, 'title', ${shown.document} -> 'title', 'figures', ${shown.document} -> 'figures',
          'levers', ${shown.levers}
        )`,
        sql`${visibleTo(audience)} where ${shown.document} @? ${HAS_COSTS}::jsonpath`,
        sql`${shown.id}`,
      );
      const statement = sql`
        select ${version}, ${indexState.modelId} as "modelId",
          json_build_object(
            'documentCount', ${indexState.documentCount}, 'documentFrequencies', ${frequencies}
          ) as statistics,
          (select count(*)::int from ${visibleTo(audience)}) as "experienceCount",
          ${counted(shown.levers, visibleTo(audience))} as "leverCounts",
          ${counted(shown.themes, visibleTo(audience))} as "themeCounts", ${costed} as costed
        from ${publications} cross join ${indexState} where ${publications.audience} = ${audience}`;
      return readFirst('lecture de l’état de l’index', statement, snapshotRowSchema, signal);
    },
  } satisfies Partial<ExperienceStore>;
}

const gradesFor = (audience: Audience) => sql`(
  select json_object_agg(grade.key, grade.value order by grade.key)
  from jsonb_each(${request} -> 'experiences') as grade join ${visibleTo(audience)} on ${shown.id} = grade.key
)`;

/**
 * Statement without parameters that updates the version of each audience: a hash of the recipe, of the
 * statistics, and of the ids, contents and grades of the visible experiences.
 */
export function publishVersions(): SQL {
  const versions = ACCESS_LEVELS.map(
    (audience) => sql`
      select ${sql.raw(`'${audience}'`)} as audience,
        encode(sha256(convert_to(concat(recipe.digest, (
          select json_agg(json_build_array(${shown.id}, ${shown.revision}) order by ${shown.id}) from ${visibleTo(audience)}
        ), (
          select json_agg(json_build_array(${request} - 'experiences', ${gradesFor(audience)}) order by ${judgedRequests.id})
          from ${judgedRequests}
        )), 'UTF8')), 'hex') as digest
      from recipe`,
  );
  return sql`
    with recipe as (
      select json_build_array(
        ${indexState.modelId}, ${indexState.pipelineVersion}, ${indexState.documentCount},
        (select json_agg(json_build_array(${term}, ${termFrequencies.documentCount}) order by ${term}) from ${termFrequencies})
      ) as digest
      from ${indexState}
    ),
    versions as (${sql.join(versions, sql` union all `)})
    insert into ${publications} (audience, version)
    select audience, left(digest, ${sql.raw(`${VERSION_LENGTH}`)}) from versions
    on conflict (audience) do update set version = excluded.version`;
}
