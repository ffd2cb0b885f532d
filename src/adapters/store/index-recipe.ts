import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TermStatistics } from '../../domain/matching/retrieval.ts';
import type { IndexRecipe } from '../../ports/experience-store.ts';
import { experiences, indexState, publications, termFrequencies } from './schema.ts';

/** The columns of `selectStatistics`. */
export const statisticsShape = {
  document_count: z.int().nonnegative(),
  average_lengths: z.record(z.string(), z.number()),
  frequencies: z.array(z.tuple([z.string(), z.int().positive()])),
};
const statisticsRowSchema = z.object(statisticsShape);

export const recipeRowSchema = z.object({
  ...statisticsShape,
  model_id: z.string(),
  pipeline_version: z.string(),
});

export function toRecipe(row: z.infer<typeof recipeRowSchema>): IndexRecipe {
  return { modelId: row.model_id, pipelineVersion: row.pipeline_version, statistics: toStatistics(row) };
}

export function toStatistics(row: z.infer<typeof statisticsRowSchema>): TermStatistics {
  return {
    documentCount: row.document_count,
    averageLengths: row.average_lengths,
    documentFrequencies: new Map(row.frequencies),
  };
}

/** Columns of `index_state`, to be selected from it. */
export const statisticsColumns = sql`
  ${indexState.documentCount}, ${indexState.averageLengths},
  (
    select coalesce(json_agg(json_build_array(term, document_count)), '[]') from ${termFrequencies}
  ) as frequencies`;

export const selectRecipe = sql`
  select ${indexState.modelId}, ${indexState.pipelineVersion}, ${statisticsColumns} from ${indexState}`;

/**
 * One statement that starts afresh: forgets every experience and publication, and takes the recipe
 * and its statistics.
 */
export function replaceRecipe({ modelId, pipelineVersion, statistics }: IndexRecipe): SQL {
  const frequencies = JSON.stringify([...statistics.documentFrequencies]);
  // No table is both deleted from and inserted into for the same row: a single statement could not.
  return sql`
    with given as (
      select pair ->> 0 as term, (pair ->> 1)::integer as document_count
      from json_array_elements(${frequencies}::json) as pair
    ),
    dropped as (delete from ${experiences}),
    unpublished as (delete from ${publications}),
    forgotten as (delete from ${termFrequencies} where term not in (select term from given)),
    counted as (
      insert into ${termFrequencies} (term, document_count) select term, document_count from given
      on conflict (term) do update set document_count = excluded.document_count
    )
    insert into ${indexState} (id, model_id, pipeline_version, document_count, average_lengths)
    values (
      1, ${modelId}, ${pipelineVersion}, ${statistics.documentCount},
      ${JSON.stringify(statistics.averageLengths)}::jsonb
    )
    on conflict (id) do update set
      model_id = excluded.model_id, pipeline_version = excluded.pipeline_version,
      document_count = excluded.document_count, average_lengths = excluded.average_lengths`;
}
