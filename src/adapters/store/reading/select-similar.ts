import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Audience, experienceSchema } from '../../../domain/experience/experience.ts';
import { WHOLE_FICHE } from '../../../domain/matching/retrieval.ts';
import { visibleTo } from './visibility.ts';

export const similarRowSchema = z.object({
  /** Null when the experience is not visible. */
  neighbours: z.array(z.object({ experience: experienceSchema, cosine: z.number() })).nullable(),
});

/** Experiences with the nearest whole fiche; always one row. */
export function selectSimilar(id: string, limit: number, audience: Audience): SQL {
  return sql`
    with target as (
      select passages.embedding as embedding from passages join ${visibleTo(audience)} on id = passages.experience_id
      where id = ${id} and passages.ordinal = ${WHOLE_FICHE}::int
    ),
    nearest as materialized (
      select id, document, 1 - (passages.embedding <=> (select embedding from target)) as cosine
      from passages join ${visibleTo(audience)} on id = passages.experience_id
      where passages.ordinal = ${WHOLE_FICHE}::int and id <> ${id} and exists (select from target)
      order by passages.embedding <=> (select embedding from target) limit ${limit}::int
    )
    select case when exists (select from ${visibleTo(audience)} where id = ${id}) then (
      select coalesce(
        json_agg(json_build_object('experience', document, 'cosine', cosine) order by cosine desc, id), '[]'
      )
      from nearest
    ) end as neighbours`;
}
