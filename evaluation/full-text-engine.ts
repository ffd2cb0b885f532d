/**
 * PostgreSQL's own full text, as its manual advises for a document with parts: French configuration, title weighted A,
 * labels B, summary and needs met C, uses of the levers and context D; any word of the request may
 * match; `ts_rank_cd` divided by the length. This variant does best on the development requests (against `ts_rank` and
 * other divisors).
 */
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { type Corpus, questionOf, textsOf } from './corpus.ts';
import { type JudgedRequest, RANKING_DEPTH } from './requests.ts';

export interface FullTextEngine {
  /** Returns the ids of the fiches that share a word with the request, best first, ties by id. */
  readonly rank: (judged: JudgedRequest) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const CREATE = 'create table fiches (id text collate "C" primary key, words tsvector not null)';

const INSERT = `insert into fiches values ($1,
  setweight(to_tsvector('french', $2), 'A') || setweight(to_tsvector('french', $3), 'B') ||
  setweight(to_tsvector('french', $4), 'C') || setweight(to_tsvector('french', $5), 'D'))`;

const RANK = `with request as (
  select replace(plainto_tsquery('french', $1)::text, '&', '|')::tsquery as words
)
select fiches.id from fiches, request where fiches.words @@ request.words
order by ts_rank_cd(fiches.words, request.words, 2) desc, fiches.id limit ${RANKING_DEPTH}`;

const rowsSchema = z.array(z.object({ id: z.string() }));

/** Indexes the corpus in a database in memory. */
export async function openFullTextEngine({ fiches, taxonomy }: Corpus): Promise<FullTextEngine> {
  const database = await PGlite.create();
  await database.exec(CREATE);
  for (const fiche of fiches) {
    const { title, labels, summary, uses, context } = textsOf(fiche, taxonomy);
    const parts = [title, labels, summary, `${uses} ${context}`];
    await database.query(INSERT, [fiche.id, ...parts]);
  }
  return {
    async rank({ request }) {
      const { rows } = await database.query(RANK, [questionOf(request, taxonomy)]);
      return rowsSchema.parse(rows).map(({ id }) => id);
    },
    close: () => database.close(),
  };
}
