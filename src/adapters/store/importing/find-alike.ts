import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
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
import { experiences, passages } from '../tables/experiences.ts';

// For imports and for editors who may read members' experiences: reads their fiches and proposals too.

const MOST_ALIKE = 3;

const alikeSchema: z.ZodType<Alike> = z.object({
  id: z.string(),
  title: z.string(),
  similarity: z.number(),
});

const wholeFiche = (id: AnyColumn | SQL) => sql`(
  select ${passages.embedding} from ${passages}
  where ${passages.experienceId} = ${id} and ${passages.ordinal} = ${WHOLE_FICHE}::int
)`;

const codesOf = (document: AnyColumn) => sql`array(
  select own ->> 'code' from jsonb_array_elements(${document} -> 'territories') as own
  where own ->> 'code' is not null
)`;

/** Written as in the index `experiences_codes`. */
const territoryCodes = (document: AnyColumn) =>
  sql`jsonb_path_query_array(${document}, '$.territories[*].code')`;

const near = alias(experiences, 'near');
const passage = alias(passages, 'near_passage');
const self = alias(experiences, 'self');

/** Experiences near a vector that share a code with a list (text[]), nearest first: `id`, `document`, `similarity`. */
function nearest(embedding: SQL, codes: SQL, exceptResource: SQL, exceptId = sql`null`): SQL {
  const cosine = sql`1 - (${passage.embedding} <=> ${embedding})`;
  return sql`
    select ${near.id}, ${near.document}, ${cosine} as similarity
    from ${experiences} as ${near} join ${passages} as ${passage}
      on ${passage.experienceId} = ${near.id} and ${passage.ordinal} = ${WHOLE_FICHE}::int
    where ${near.status} <> 'set-aside' and ${near.id} is distinct from ${exceptId}
      and (${exceptResource} is null or ${near.resourceId} is distinct from ${exceptResource})
      and ${cosine} >= ${ALIKE_FROM}::float
      and ${territoryCodes(near.document)} ?| ${codes}
    order by similarity desc, ${near.id} limit ${MOST_ALIKE}::int`;
}

/** The same for a stored experience, without itself. */
export function alikeOf(id: SQL, resourceId: SQL): SQL {
  const codes = sql`(select ${codesOf(self.document)} from ${experiences} as ${self} where ${self.id} = ${id})`;
  return sql`
    select * from (${nearest(wholeFiche(id), codes, resourceId, id)}) as found order by similarity desc, id`;
}

export function alikenessOf({ readAll }: StatementRunner): Pick<ImportStore, 'findAlike'> {
  return {
    findAlike({ embedding, codes, exceptResource }) {
      const vector = sql`${toVectorText(embedding)}::vector`;
      const alike = nearest(vector, sql`array(${elementsOf(codes)})`, sql`${exceptResource}::text`);
      return readAll(
        'recherche d’expériences semblables',
        sql`select id, document ->> 'title' as title, similarity from (${alike}) as alike
          order by similarity desc, id`,
        alikeSchema,
      );
    },
  };
}

const sharesTerritory = sql`${territoryCodes(experiences.document)} ?| (select codes from self)`;

/** Returns the conditions and the scores of a search: a text finds by its words, none by the territory. */
function matchOf(asked: CandidateRequest['asked']) {
  if (asked === null) {
    const cosine = sql`1 - (${wholeFiche(experiences.id)} <=> (select vector from self))`;
    return { where: sharesTerritory, isNamed: sql`false`, held: sql`0`, score: sql`coalesce(${cosine}, 0)` };
  }
  const queries = asked.concepts.map(toConceptQuery);
  const isNamed = sql`${experiences.id} = ${asked.id}`;
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
          select ${wholeFiche(experiences.id)} as vector, ${codesOf(experiences.document)} as codes
          from ${experiences} where ${experiences.id} = ${id}
        ),
        found as materialized (
          select ${experiences.id}, ${experiences.document}, ${experiences.status}, ${sharesTerritory} as shares,
            ${isNamed} as named, ${held} as held, ${score} as score
          from ${experiences} where ${experiences.id} <> ${id} and ${experiences.status} <> 'set-aside' and ${where}
        )
        select document as experience, status, shares as "sharesTerritory"
        from found where named or held = (select max(held) from found)
        order by named desc, shares desc, score desc, id limit ${limit}::int`;
      return readAll('recherche de fiches à fusionner', statement, mergeCandidateSchema);
    },
  };
}
