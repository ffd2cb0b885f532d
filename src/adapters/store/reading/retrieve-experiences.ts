import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import { traitsSchema, WHOLE_FICHE } from '../../../domain/matching/retrieval.ts';
import { isKept } from '../../../domain/text/kept-text.ts';
import type { ExperienceStore } from '../../../ports/experience-store.ts';
import { elementsOf, isoInstant, toSparseVectorText, toVectorText } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { versionedRow, versionFor, visibleTo } from './visibility.ts';

/** Passages read of each chosen experience. */
const PASSAGES_KEPT = 3;

const retrievalRowSchema = versionedRow({
  candidates: z.array(
    z
      .tuple([traitsSchema, z.number().nullable(), z.number()])
      .transform(([experience, cosine, lexical]) => ({ experience, cosine, lexical })),
  ),
});

const contentsRowSchema = versionedRow({
  contents: z
    .array(
      z.object({
        experience: experienceSchema,
        changedAt: z.string(),
        passages: z.array(z.object({ ordinal: z.int(), quote: z.string(), cosine: z.number() })),
      }),
    )
    .transform((contents) => new Map(contents.map((content) => [content.experience.id, content]))),
});

const similarRowSchema = z
  .object({
    /** Null when the experience is not visible. */
    neighbours: z.array(z.object({ experience: experienceSchema, cosine: z.number() })).nullable(),
  })
  .transform(({ neighbours }) => neighbours);

/** Each method reads all that it gives, the version included, in one statement, hence in one snapshot. */
export function retrievalOf({ readFirst, readOne }: StatementRunner) {
  return {
    /**
     * Reads the candidates of both legs:
     * - `near`, the passages nearest to the question, by the HNSW index once there are enough of them for it to pay;
     * - `worded`, the best experiences by words among those that the GIN index finds for the anchors.
     * Every candidate then gets its exact cosine and its exact score by words.
     * `docs/adr/0023-pgvector-answers.md` shows the plans.
     */
    retrieve({ embedding, lexical, anchors, depth }, audience, signal) {
      const statement = sql`
        with question as (
          select ${toVectorText(embedding)}::halfvec as embedding, ${toSparseVectorText(lexical)}::sparsevec as lexical
        ),
        near as materialized (
          select id from passages join ${visibleTo(audience)} on id = passages.experience_id
          order by passages.embedding <=> (select embedding from question) limit ${depth}::int
        ),
        worded as materialized (
          select id from ${visibleTo(audience)} where terms && ${`{${anchors.join(',')}}`}::int[]
          order by lexical <#> (select lexical from question), id limit ${depth}::int
        ),
        candidates as (
          select traits, -(lexical <#> (select lexical from question)) as words, (
            select 1 - min(passages.embedding <=> (select embedding from question))
            from passages where passages.experience_id = id
          ) as cosine
          from (select id from near union select id from worded) as found join ${visibleTo(audience)} using (id)
        )
        select ${versionFor(audience)},
          (select coalesce(json_agg(json_build_array(traits, cosine, words)), '[]') from candidates) as candidates`;
      return readOne('recherche des candidats', statement, retrievalRowSchema, signal);
    },
    readContents(ids, embedding, audience, signal) {
      const statement = sql`
        with question as (select ${toVectorText(embedding)}::halfvec as embedding)
        select ${versionFor(audience)},
          (
            select coalesce(json_agg(json_build_object('experience', document, 'changedAt', ${isoInstant('changed_at')}, 'passages', (
              select coalesce(json_agg(hits order by cosine desc, ordinal), '[]')
              from (
                select ordinal, quote, 1 - (passages.embedding <=> (select embedding from question)) as cosine
                from passages where passages.experience_id = id
                order by cosine desc, ordinal limit ${PASSAGES_KEPT}::int
              ) as hits
            ))), '[]')
            from ${visibleTo(audience)} where id in (${elementsOf(ids)})
          ) as contents`;
      return readOne('lecture des expériences choisies', statement, contentsRowSchema, signal);
    },
    async findSimilar(id, limit, audience, signal) {
      if (!isKept(id)) return null;
      const statement = sql`
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
      return await readFirst('recherche d’expériences proches', statement, similarRowSchema, signal);
    },
  } satisfies Partial<ExperienceStore>;
}
