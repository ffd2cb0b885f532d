import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ALIKE_FROM, type Alike } from '../../../domain/experience/alike.ts';
import { WHOLE_FICHE } from '../../../domain/matching/retrieval.ts';
import type { ImportStore } from '../../../ports/import-store.ts';
import {
  type CandidateRequest,
  mergeCandidateSchema,
  type ReviewStore,
} from '../../../ports/review-store.ts';
import { hasAny, heldCount, scoreOf } from '../reading/search-experiences.ts';
import { elementsOf, toVectorText } from '../rows/columns.ts';
import { toConceptQuery } from '../rows/phrase-text.ts';
import type { StatementRunner } from '../session/run-statement.ts';

// For imports and for editors who may read members' experiences: reads their fiches and proposals too.

const MOST_ALIKE = 3;

const alikeSchema: z.ZodType<Alike> = z.object({
  id: z.string(),
  title: z.string(),
  similarity: z.number(),
});

const wholeFiche = (id: SQL) =>
  sql`(select embedding from passages where experience_id = ${id} and ordinal = ${WHOLE_FICHE}::int)`;

const codesOf = (experience: string) => sql`array(
  select own ->> 'code' from jsonb_array_elements(${sql.raw(experience)}.document -> 'territories') as own
  where own ->> 'code' is not null
)`;

const TERRITORY_CODES = sql`jsonb_path_query_array(document, '$.territories[*].code')`;

/** Experiences near a vector that share a code with a list (text[]), nearest first: `id`, `document`, `similarity`. */
function near(embedding: SQL, codes: SQL, exceptResource: SQL, exceptId = sql`null`): SQL {
  const cosine = sql`1 - (near_passage.embedding <=> ${embedding})`;
  return sql`
    select near.id, near.document, ${cosine} as similarity
    from experiences as near
      join passages as near_passage on near_passage.experience_id = near.id and near_passage.ordinal = ${WHOLE_FICHE}::int
    where near.status <> 'set-aside' and near.id is distinct from ${exceptId}
      and (${exceptResource} is null or near.resource_id is distinct from ${exceptResource})
      and ${cosine} >= ${ALIKE_FROM}::float
      and ${TERRITORY_CODES} ?| ${codes}
    order by similarity desc, near.id limit ${MOST_ALIKE}::int`;
}

/** The same for a stored experience, without itself. */
export function alikeOf(id: SQL, resourceId: SQL): SQL {
  const codes = sql`(select ${codesOf('self')} from experiences as self where self.id = ${id})`;
  return sql`
    select * from (${near(wholeFiche(id), codes, resourceId, id)}) as found order by similarity desc, id`;
}

export function alikenessOf({ readAll }: StatementRunner): Pick<ImportStore, 'findAlike'> {
  return {
    findAlike({ embedding, codes, exceptResource }) {
      const vector = sql`${toVectorText(embedding)}::halfvec`;
      const found = near(vector, sql`array(${elementsOf(codes)})`, sql`${exceptResource}::text`);
      return readAll(
        'recherche d’expériences semblables',
        sql`select id, document ->> 'title' as title, similarity from (${found}) as alike
          order by similarity desc, id`,
        alikeSchema,
      );
    },
  };
}

const sharesTerritory = sql`${TERRITORY_CODES} ?| (select codes from self)`;

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

export function candidatesOf({ readAll }: StatementRunner): Pick<ReviewStore, 'findCandidates'> {
  return {
    findCandidates({ id, asked, limit }) {
      const { where, isNamed, held, score } = matchOf(asked);
      const statement = sql`
        with self as materialized (
          select ${wholeFiche(sql`merged.id`)} as vector, ${codesOf('merged')} as codes
          from experiences as merged where merged.id = ${id}
        ),
        found as materialized (
          select id, document, status, ${sharesTerritory} as shares, ${isNamed} as named, ${held} as held, ${score} as score
          from experiences where id <> ${id} and status <> 'set-aside' and ${where}
        )
        select document as experience, status, shares as "sharesTerritory"
        from found where named or held = (select max(held) from found)
        order by named desc, shares desc, score desc, id limit ${limit}::int`;
      return readAll('recherche de fiches à fusionner', statement, mergeCandidateSchema);
    },
  };
}
