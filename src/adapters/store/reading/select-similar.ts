import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../../domain/experience/experience.ts';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import { WHOLE_FICHE } from '../../../domain/matching/retrieval.ts';
import type { Neighbour } from '../../../ports/experience-store.ts';
import { passages } from '../tables/passages.ts';
import { visibleTo } from './visibility.ts';

export const similarRowSchema = z.object({
  visible: z.boolean(),
  neighbours: z.array(z.object({ document: experienceSchema, cosine: z.number() })),
});

/** Always one row: whether the experience is visible, and the experiences with the nearest whole fiche. */
export function selectSimilar(id: string, limit: number, audience: Audience): SQL {
  return sql`
    with target as (
      select ${passages.embedding} as embedding from ${passages} join ${visibleTo(audience)} on id = ${passages.experienceId}
      where id = ${id} and ${passages.ordinal} = ${WHOLE_FICHE}::int
    ),
    nearest as materialized (
      select id, document, 1 - (${passages.embedding} <=> (select embedding from target)) as cosine
      from ${passages} join ${visibleTo(audience)} on id = ${passages.experienceId}
      where ${passages.ordinal} = ${WHOLE_FICHE}::int and id <> ${id} and exists (select from target)
      order by ${passages.embedding} <=> (select embedding from target) limit ${limit}::int
    )
    select exists (select from ${visibleTo(audience)} where id = ${id}) as visible, (
      select coalesce(
        json_agg(json_build_object('document', document, 'cosine', cosine) order by cosine desc, id), '[]'
      )
      from nearest
    ) as neighbours`;
}

/** Null when the experience is not visible. */
export function toNeighbours({
  visible,
  neighbours,
}: z.infer<typeof similarRowSchema>): readonly Neighbour[] | null {
  if (!visible) return null;
  return neighbours.map(({ document, cosine }) => ({ experience: document, cosine }));
}
