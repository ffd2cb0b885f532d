import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../domain/experience/experience.ts';
import { WHOLE_FICHE } from '../../domain/matching/retrieval.ts';
import { experienceSchema } from './experience-document.ts';
import { passages } from './schema.ts';
import { visibleTo } from './visibility.ts';

export const documentRowSchema = z.object({ document: experienceSchema });

export function selectExperience(id: string, audience: Audience): SQL {
  return sql`select document from ${visibleTo(audience)} where id = ${id}`;
}

export const neighboursRowSchema = z.object({
  neighbours: z.array(z.object({ cosine: z.number(), document: experienceSchema })),
});

/** One row, or none when the experience is not visible. Most similar whole fiche first, ties by id. */
export function selectNeighbours(id: string, limit: number, audience: Audience): SQL {
  return sql`
    with target as (
      select embedding from ${passages} where experience_id = ${id} and ordinal = ${WHOLE_FICHE}::int
    ),
    nearest as (
      select id, document, 1 - (${passages.embedding} <=> target.embedding) as cosine
      from target cross join ${passages} join ${visibleTo(audience)} on id = ${passages.experienceId}
      where ${passages.ordinal} = ${WHOLE_FICHE}::int and id <> ${id}
      order by cosine desc, id limit ${limit}::int
    )
    select (
      select coalesce(
        json_agg(json_build_object('cosine', cosine, 'document', document) order by cosine desc, id), '[]'
      ) from nearest
    ) as neighbours
    from ${visibleTo(audience)} where id = ${id}`;
}
