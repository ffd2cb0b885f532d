import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ALIKE_FROM, type Alike } from '../../../domain/experience/alike.ts';
import { WHOLE_FICHE } from '../../../domain/matching/retrieval.ts';
import type { AlikeRequest } from '../../../ports/import-store.ts';
import { toVectorText } from '../rows/vector-text.ts';

const MOST_ALIKE = 3;

export const alikeRowSchema: z.ZodType<Alike> = z.object({
  id: z.string(),
  title: z.string(),
  similarity: z.number(),
});

/**
 * Experiences near a vector that share a code with a list (text[]), nearest first: `id`, `document`, `similarity`. For
 * imports and editors: reads members' fiches and proposals too.
 */
function near(embedding: SQL, codes: SQL, exceptResource: SQL, exceptId = sql`null`): SQL {
  const cosine = sql`1 - (near_passage.embedding <=> ${embedding})`;
  return sql`
    select near.id, near.document, ${cosine} as similarity
    from experiences as near
      join passages as near_passage on near_passage.experience_id = near.id and near_passage.ordinal = ${WHOLE_FICHE}::int
    where near.status <> 'set-aside' and near.id is distinct from ${exceptId}
      and (${exceptResource} is null or near.resource_id is distinct from ${exceptResource})
      and ${cosine} >= ${ALIKE_FROM}::float
      and jsonb_path_query_array(near.document, '$.territories[*].code') ?| ${codes}
    order by similarity desc, near.id limit ${MOST_ALIKE}::int`;
}

export function selectAlike({ embedding, codes, exceptResource }: AlikeRequest): SQL {
  const found = near(
    sql`${toVectorText(embedding)}::halfvec`,
    sql`array(select json_array_elements_text(${JSON.stringify(codes)}::json))`,
    sql`${exceptResource}::text`,
  );
  return sql`select id, document ->> 'title' as title, similarity from (${found}) as alike order by similarity desc, id`;
}

/** The same for a stored experience, without itself. */
export function alikeOf(id: SQL, resourceId: SQL): SQL {
  const embedding = sql`(
    select embedding from passages where experience_id = ${id} and ordinal = ${WHOLE_FICHE}::int
  )`;
  const codes = sql`array(
    select own ->> 'code' from experiences as self, jsonb_array_elements(self.document -> 'territories') as own
    where self.id = ${id} and own ->> 'code' is not null
  )`;
  return sql`
    select * from (${near(embedding, codes, resourceId, id)}) as found order by similarity desc, id`;
}
