import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../domain/experience/experience.ts';
import { WHOLE_FICHE } from '../../domain/matching/retrieval.ts';
import { experienceSchema } from './experience-document.ts';
import { experiences, passages } from './schema.ts';
import { visibleTo } from './visibility.ts';

export const documentRowSchema = z.object({ document: experienceSchema });

export function selectExperience(id: string, audience: Audience): SQL {
  return sql`select document from ${experiences} where id = ${id} and ${visibleTo(audience)}`;
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
      select ${experiences.id}, ${experiences.document}, 1 - (${passages.embedding} <=> target.embedding) as cosine
      from target cross join ${passages} join ${experiences} on ${experiences.id} = ${passages.experienceId}
      where ${passages.ordinal} = ${WHOLE_FICHE}::int and ${experiences.id} <> ${id} and ${visibleTo(audience)}
      order by cosine desc, id limit ${limit}::int
    )
    select (
      select coalesce(
        json_agg(json_build_object('cosine', cosine, 'document', document) order by cosine desc, id), '[]'
      ) from nearest
    ) as neighbours
    from ${experiences} where id = ${id} and ${visibleTo(audience)}`;
}

export const contentHashRowSchema = z.object({ id: z.string(), content_hash: z.string() });

export const selectContentHashes = sql`select id, content_hash from ${experiences}`;

export function deleteExperiences(ids: readonly string[]): SQL {
  return sql`
    delete from ${experiences}
    where id in (select json_array_elements_text(${JSON.stringify(ids)}::json))`;
}
