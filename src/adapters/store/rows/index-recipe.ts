import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TermStatistics } from '../../../domain/matching/retrieval.ts';
import type { IndexRecipe } from '../../../ports/import-store.ts';
import { countsOf } from './counts.ts';

export const statisticsSchema: z.ZodType<TermStatistics> = z.object({
  documentCount: z.int().nonnegative(),
  documentFrequencies: countsOf(z.string()),
});

export const recipeSchema: z.ZodType<IndexRecipe> = z.object({
  modelId: z.string(),
  pipelineVersion: z.string(),
});

/** JSON object of the statistics, to be selected from `index_state`. */
export const statisticsObject = sql`json_build_object(
  'documentCount', index_state.document_count, 'documentFrequencies', (
    select coalesce(json_agg(json_build_array(term, document_count)), '[]') from term_frequencies
  )
)`;
