import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TermStatistics } from '../../../domain/matching/retrieval.ts';
import type { IndexRecipe } from '../../../ports/import-store.ts';
import { indexState, termFrequencies } from '../tables/published-index.ts';

/** Shape of `statisticsColumns`. */
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
export type RecipeRow = z.infer<typeof recipeRowSchema>;

export function toRecipe(row: RecipeRow): IndexRecipe {
  return { modelId: row.model_id, pipelineVersion: row.pipeline_version, statistics: toStatistics(row) };
}

export function toRecipeRow({ modelId, pipelineVersion, statistics }: IndexRecipe): RecipeRow {
  return {
    model_id: modelId,
    pipeline_version: pipelineVersion,
    document_count: statistics.documentCount,
    average_lengths: { ...statistics.averageLengths },
    frequencies: [...statistics.documentFrequencies],
  };
}

export function toStatistics(row: z.infer<typeof statisticsRowSchema>): TermStatistics {
  return {
    documentCount: row.document_count,
    averageLengths: row.average_lengths,
    documentFrequencies: new Map(row.frequencies),
  };
}

/** Select list for `index_state`. */
export const statisticsColumns = sql`
  ${indexState.documentCount}, ${indexState.averageLengths},
  (
    select coalesce(json_agg(json_build_array(term, document_count)), '[]') from ${termFrequencies}
  ) as frequencies`;
