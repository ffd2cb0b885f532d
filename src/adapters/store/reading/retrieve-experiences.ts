import { type AnyColumn, sql } from 'drizzle-orm';
import { z } from 'zod';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import {
  LEXICAL_DIMENSIONS,
  PRECEDENT_DIMENSIONS,
  traitsSchema,
  WHOLE_FICHE,
} from '../../../domain/matching/retrieval.ts';
import { isKept } from '../../../domain/text/kept-text.ts';
import type { ExperienceStore } from '../../../ports/experience-store.ts';
import { elementsOf, isoInstant, toSparseVectorText, toVectorText } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import {
  passagesOfShown,
  shown,
  shownPassage,
  versionedRow,
  versionFor,
  visiblePassages,
  visibleTo,
  walked,
  walkedPassages,
} from './visibility.ts';

/** Passages read of each chosen experience. */
const PASSAGES_KEPT = 3;

const retrievalRowSchema = versionedRow({
  candidates: z.array(
    z
      .tuple([traitsSchema, z.number().nullable(), z.number(), z.number()])
      .transform(([experience, cosine, lexical, precedents]) => ({
        experience,
        cosine,
        lexical,
        precedents,
      })),
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

const gain = sql`-(${shown.precedents} <#> (select precedents from question))`;
const distanceTo = (embedding: AnyColumn) => sql`${embedding} <=> (select embedding from question)`;
const distance = distanceTo(shownPassage.embedding);
const walkedDistance = distanceTo(walked.embedding);

/** Each method reads all that it gives, the version included, in one statement, hence in one snapshot. */
export function retrievalOf({ readFirst, readOne }: StatementRunner) {
  return {
    /**
     * Reads the candidates of the three legs:
     * - `near`, the passages nearest to the question, by the HNSW index once there are enough of them for it to pay;
     * - `worded`, the best experiences by words among those that the GIN index finds for the anchors;
     * - `judged`, those that precedents let expect the most of.
     * Every candidate then gets its exact cosine and its exact scores, in the order of their ids.
     * `docs/adr/0023-pgvector-answers.md` shows the plans.
     */
    retrieve({ embedding, lexical, anchors, precedents, depth }, audience, signal) {
      const statement = sql`
        with question as (
          select ${toVectorText(embedding)}::vector as embedding,
            ${toSparseVectorText(lexical, LEXICAL_DIMENSIONS)}::sparsevec as lexical,
            ${toSparseVectorText(precedents, PRECEDENT_DIMENSIONS)}::sparsevec as precedents
        ),
        near as materialized (
          select ${shown.id} from ${walkedPassages(audience)}
          order by ${walkedDistance} limit ${depth}::int
        ),
        worded as materialized (
          select ${shown.id} from ${visibleTo(audience)} where ${shown.terms} && ${`{${anchors.join(',')}}`}::int[]
          order by ${shown.lexical} <#> (select lexical from question), ${shown.id} limit ${depth}::int
        ),
        gains as materialized (select ${shown.id}, ${gain} as expected from ${visibleTo(audience)}),
        judged as materialized (select id from gains where expected > 0 order by expected desc, id limit ${depth}::int),
        candidates as (
          select ${shown.id}, ${shown.traits}, -(${shown.lexical} <#> (select lexical from question)) as words, expected, (
            select 1 - min(${distance}) from ${passagesOfShown}
          ) as cosine
          from (select id from near union select id from worded union select id from judged) as found join gains using (id) join ${visibleTo(audience)} using (id)
        )
        select ${versionFor(audience)},
          (select coalesce(json_agg(json_build_array(traits, cosine, words, expected) order by id), '[]') from candidates) as candidates`;
      return readOne('recherche des candidats', statement, retrievalRowSchema, signal);
    },
    readContents(ids, embedding, audience, signal) {
      const statement = sql`
        with question as (select ${toVectorText(embedding)}::vector as embedding)
        select ${versionFor(audience)},
          (
            select coalesce(json_agg(json_build_object('experience', ${shown.document}, 'changedAt', ${isoInstant(shown.changedAt)}, 'passages', (
              select coalesce(json_agg(hits order by cosine desc, ordinal), '[]')
              from (
                select ${shownPassage.ordinal}, ${shownPassage.quote}, 1 - (${distance}) as cosine
                from ${passagesOfShown}
                order by cosine desc, ordinal limit ${PASSAGES_KEPT}::int
              ) as hits
            ))), '[]')
            from ${visibleTo(audience)} where ${shown.id} in (${elementsOf(ids)})
          ) as contents`;
      return readOne('lecture des expériences choisies', statement, contentsRowSchema, signal);
    },
    async findSimilar(id, limit, audience, signal) {
      if (!isKept(id)) return null;
      const statement = sql`
        with question as (
          select ${shownPassage.embedding} from ${visiblePassages(audience)}
          where ${shown.id} = ${id} and ${shownPassage.ordinal} = ${WHOLE_FICHE}::int
        ),
        nearest as materialized (
          select ${shown.id}, ${shown.document}, 1 - (${walkedDistance}) as cosine
          from ${walkedPassages(audience)}
          where ${shownPassage.ordinal} = ${WHOLE_FICHE}::int and ${shown.id} <> ${id} and exists (select from question)
          order by ${walkedDistance} limit ${limit}::int
        )
        select case when exists (select from ${visibleTo(audience)} where ${shown.id} = ${id}) then (
          select coalesce(
            json_agg(json_build_object('experience', document, 'cosine', cosine) order by cosine desc, id), '[]'
          )
          from nearest
        ) end as neighbours`;
      return await readFirst('recherche d’expériences proches', statement, similarRowSchema, signal);
    },
  } satisfies Partial<ExperienceStore>;
}
