import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { loadStarterCorpus } from '../../src/adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createFrenchStemmer } from '../../src/adapters/text/snowball-stemmer.ts';

const rowsSchema = z.array(z.object({ word: z.string(), stems: z.array(z.string()) }));

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
});
afterAll(() => database.close());

it('gives every word of the corpus the stem of PostgreSQL’s Snowball', async () => {
  const words = await listCorpusWords();
  const { rows } = await database.query(
    "select word, ts_lexize('french_stem', word) as stems from unnest($1::text[]) as word",
    [words],
  );
  // PostgreSQL gives no stem to stop words.
  const stemmed = rowsSchema.parse(rows).filter(({ stems }) => stems.length > 0);
  const stem = createFrenchStemmer();
  expect(stemmed.length).toBeGreaterThan(3_000);
  expect(stemmed.filter(({ word, stems }) => stem(word) !== stems[0])).toEqual([]);
});

async function listCorpusWords(): Promise<string[]> {
  const taxonomy = await loadTaxonomy('corpus');
  const drafts = await loadStarterCorpus({ directory: 'corpus', taxonomy });
  const text = JSON.stringify([drafts, taxonomy]).toLowerCase();
  return [...new Set(text.match(/\p{L}+/gu))];
}
