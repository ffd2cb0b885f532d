import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../../domain/experience/experience.ts';
import { traitsSchema } from '../../../domain/matching/retrieval.ts';
import type { RetrievalRequest } from '../../../ports/experience-store.ts';
import { toSparseVectorText, toVectorText } from '../rows/vector-text.ts';
import { visibleTo } from './visibility.ts';

export const retrievalRowSchema = z.object({
  version: z.string().nullable(),
  candidates: z.array(
    z
      .tuple([traitsSchema, z.number().nullable(), z.number()])
      .transform(([experience, cosine, lexical]) => ({ experience, cosine, lexical })),
  ),
});

/**
 * Reads the version and the candidates of both legs in one statement, hence in one snapshot:
 * - `near`, the passages nearest to the question, by the HNSW index once there are enough of them for it to pay;
 * - `worded`, the best experiences by words among those that the GIN index finds for the anchors.
 * Every candidate then gets its exact cosine and its exact score by words.
 * `docs/adr/0023-pgvector-answers.md` shows the plans.
 */
export function selectCandidates(request: RetrievalRequest, audience: Audience): SQL {
  const { embedding, lexical, anchors, depth } = request;
  return sql`
    with question as (
      select ${toVectorText(embedding)}::halfvec as embedding, ${toSparseVectorText(lexical)}::sparsevec as lexical
    ),
    near as materialized (
      select id from passages join ${visibleTo(audience)} on id = passages.experience_id
      order by passages.embedding <=> (select embedding from question) limit ${depth}::int
    ),
    worded as materialized (
      select id from ${visibleTo(audience)} where terms && ${`{${anchors.join(',')}}`}::int[]
      order by lexical <#> (select lexical from question), id limit ${depth}::int
    ),
    candidates as (
      select traits, -(lexical <#> (select lexical from question)) as words, (
        select 1 - min(passages.embedding <=> (select embedding from question))
        from passages where passages.experience_id = id
      ) as cosine
      from (select id from near union select id from worded) as found join ${visibleTo(audience)} using (id)
    )
    select
      (select version from publications where audience = ${audience}) as version,
      (select coalesce(json_agg(json_build_array(traits, cosine, words)), '[]') from candidates) as candidates`;
}
