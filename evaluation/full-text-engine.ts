/**
 * PostgreSQL's own full text, as its manual advises for a document with parts: French configuration, title weighted A,
 * labels B, summary C and uses of the levers D; any word of the request may match; `ts_rank` divided by 1 + the
 * logarithm of the length. This variant does best on the development requests (against no weights, `ts_rank_cd` and
 * other divisors).
 */
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { type Corpus, labelsOf } from './corpus.ts';
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
order by ts_rank(fiches.words, request.words, 1) desc, fiches.id limit ${RANKING_DEPTH}`;

const rowsSchema = z.array(z.object({ id: z.string() }));

/** Indexes the corpus in a database in memory. */
export async function openFullTextEngine({ fiches, taxonomy }: Corpus): Promise<FullTextEngine> {
  const database = await PGlite.create();
  await database.exec(CREATE);
  for (const { id, title, summary, themes, levers } of fiches) {
    const labels = labelsOf([...themes, ...levers.map(({ lever }) => lever)], taxonomy);
    const uses = levers.map(({ what }) => what);
    await database.query(INSERT, [id, title, labels.join(', '), summary, uses.join(' ')]);
  }
  return {
    async rank({ request }) {
      const labels = labelsOf([...request.themes, ...request.levers], taxonomy);
      const { rows } = await database.query(RANK, [[request.priorities, ...labels].join(' ')]);
      return rowsSchema.parse(rows).map(({ id }) => id);
    },
    close: () => database.close(),
  };
}
