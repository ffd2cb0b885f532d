import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { WHOLE_FICHE } from '../../../domain/matching/retrieval.ts';
import type { Alike, AlikeRequest } from '../../../ports/import-store.ts';
import { toVectorText } from '../rows/vector-text.ts';

/** Cosine of two whole fiches from which they may tell the same experience. */
const ALIKE_FROM = 0.8;
const MOST_ALIKE = 3;

export const alikeRowSchema: z.ZodType<Alike> = z.object({
  id: z.string(),
  title: z.string(),
  similarity: z.number(),
});

/** For imports and editors: reads members' fiches and proposals too. */
export function selectAlike({ embedding, codes, exceptResource }: AlikeRequest): SQL {
  const cosine = sql`1 - (passages.embedding <=> ${toVectorText(embedding)}::halfvec)`;
  return sql`
    select id, document ->> 'title' as title, ${cosine} as similarity
    from experiences join passages on experience_id = id and ordinal = ${WHOLE_FICHE}::int
    where status <> 'set-aside' and resource_id is distinct from ${exceptResource}::text and ${cosine} >= ${ALIKE_FROM}::float
      and exists (
        select from jsonb_array_elements(document -> 'territories') as territory
        where territory ->> 'code' in (select json_array_elements_text(${JSON.stringify(codes)}::json))
      )
    order by similarity desc, id limit ${MOST_ALIKE}::int`;
}
