import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import { STATUSES } from '../../../domain/experience/status.ts';
import { WHOLE_FICHE } from '../../../domain/matching/retrieval.ts';
import type { CandidateRequest, MergeCandidate } from '../../../ports/review-store.ts';
import { hasAny, heldCount, scoreOf } from '../reading/search-experiences.ts';
import { toConceptQuery } from '../rows/phrase-text.ts';

export const candidateRowSchema: z.ZodType<MergeCandidate> = z.object({
  experience: experienceSchema,
  status: z.enum(STATUSES),
  sharesTerritory: z.boolean(),
});

const sharesTerritory = sql`jsonb_path_query_array(document, '$.territories[*].code') ?| (select codes from self)`;

const wholeFiche = (id: SQL) =>
  sql`(select embedding from passages where experience_id = ${id} and ordinal = ${WHOLE_FICHE}::int)`;

/** Returns the conditions and the scores of a search: a text finds by its words, none by the territory. */
function matchOf(asked: CandidateRequest['asked']) {
  if (asked === null) {
    const cosine = sql`1 - (${wholeFiche(sql`experiences.id`)} <=> (select vector from self))`;
    return { where: sharesTerritory, isNamed: sql`false`, held: sql`0`, score: sql`coalesce(${cosine}, 0)` };
  }
  const queries = asked.concepts.map(toConceptQuery);
  const isNamed = sql`experiences.id = ${asked.id}`;
  return {
    where: sql`(${isNamed} or ${hasAny(queries)})`,
    isNamed,
    held: heldCount(queries),
    score: scoreOf(queries),
  };
}

/** For editors who may read members' experiences: reads proposals too. */
export function selectCandidates({ id, asked, limit }: CandidateRequest): SQL {
  const { where, isNamed, held, score } = matchOf(asked);
  return sql`
    with self as materialized (
      select ${wholeFiche(sql`merged.id`)} as vector, array(
        select own ->> 'code' from jsonb_array_elements(merged.document -> 'territories') as own
        where own ->> 'code' is not null
      ) as codes
      from experiences as merged where merged.id = ${id}
    ),
    found as materialized (
      select id, document, status, ${sharesTerritory} as shares, ${isNamed} as named, ${held} as held, ${score} as score
      from experiences where id <> ${id} and status <> 'set-aside' and ${where}
    )
    select document as experience, status, shares as "sharesTerritory"
    from found where named or held = (select max(held) from found)
    order by named desc, shares desc, score desc, id limit ${limit}::int`;
}
