import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../domain/experience/experience.ts';
import type { SparseVector } from '../../domain/matching/retrieval.ts';
import type { RetrievalRequest } from '../../ports/experience-store.ts';
import { experienceSchema } from './experience-document.ts';
import { passages, publications } from './schema.ts';
import { toSparseVectorText, toVectorText } from './vector-text.ts';
import { visibleTo } from './visibility.ts';

/** Passages kept of each candidate. */
const PASSAGES_KEPT = 3;

const candidateRowSchema = z.object({
  version: z.string(),
  id: z.string(),
  revision: z.string(),
  lexical: z.number().nonnegative(),
  /** Ordinal and cosine, best first. */
  hits: z.array(z.tuple([z.int(), z.number()])),
  /** An experience and the quotes of its passages (`contentsSchema`); null when not asked. */
  contents: z.unknown(),
});
export type CandidateRow = z.infer<typeof candidateRowSchema>;

export const retrievedRowSchema = z.union([
  candidateRowSchema,
  z.object({ version: z.string(), id: z.null() }),
]);
export type RetrievedRow = z.infer<typeof retrievedRowSchema>;

/** Apart from the row, because most are known already and need not be parsed again. */
export const contentsSchema = z.object({
  document: experienceSchema,
  /** Ordinal and quote. */
  quotes: z.array(z.tuple([z.int(), z.string()])),
});

const quotes = sql`(
  select coalesce(json_agg(json_build_array(${passages.ordinal}, ${passages.quote})), '[]')
  from ${passages} where ${passages.experienceId} = experiences.id
)`;

/**
 * One statement for both legs: the cosine of every visible passage and the lexical score of every
 * visible experience (an exact scan), the best `depth` of each leg, and both scores for each of them.
 * Equal scores are kept by id. Every row tells the version that is read; one without id when there is
 * no candidate, and no row at all when nothing was published.
 * @param withContents whether each row carries its document and its quotes, which weigh more than all else
 */
export function selectCandidates(request: RetrievalRequest, audience: Audience, withContents: boolean): SQL {
  const { embedding, lexical, depth } = request;
  return sql`
    with scores as materialized (
      select id, ${lexicalScore(lexical)} as score from ${visibleTo(audience)}
    ),
    cosines as materialized (${passageCosines(embedding, audience)}),
    semantic_leg as (
      select id from cosines group by id order by max(cosine) desc, id limit ${depth}::int
    ),
    lexical_leg as (
      select id from scores where score > 0 order by score desc, id limit ${depth}::int
    ),
    candidates as materialized (select id from semantic_leg union select id from lexical_leg),
    ranked as (
      select id, ordinal, cosine, row_number() over (partition by id order by cosine desc, ordinal) as rank
      from cosines where id in (select id from candidates)
    ),
    hits as (
      select id, json_agg(json_build_array(ordinal, cosine) order by rank) as hits
      from ranked where rank <= ${PASSAGES_KEPT}::int group by id
    )
    select version, found.* from ${publications} left join (
      select id, revision, score as lexical, coalesce(hits, '[]') as hits,
        case when ${withContents}::boolean
          then json_build_object('document', document, 'quotes', ${quotes})
        end as contents
      from candidates
      join scores using (id)
      join ${visibleTo(audience)} using (id)
      left join hits using (id)
    ) as found on true
    where ${publications.audience} = ${audience}`;
}

function lexicalScore(lexical: SparseVector | null): SQL {
  if (lexical === null) return sql`0::float8`;
  // pgvector's operator gives the inner product's opposite.
  return sql`greatest(-(lexical <#> ${toSparseVectorText(lexical)}::sparsevec), 0)`;
}

function passageCosines(embedding: Float32Array | null, audience: Audience): SQL {
  if (embedding === null) return sql`select ''::text as id, 0 as ordinal, 0::float8 as cosine where false`;
  return sql`
    select ${passages.experienceId} as id, ${passages.ordinal},
      1 - (${passages.embedding} <=> ${toVectorText(embedding)}::vector) as cosine
    from ${passages} join ${visibleTo(audience)} on experiences.id = ${passages.experienceId}`;
}
