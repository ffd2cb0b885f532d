import { join } from 'node:path';
import { z } from 'zod';
import { type Engine, type EngineRow, loadPackage, PASSAGES_ASKED } from './engine.ts';

interface Statement {
  run(...values: readonly unknown[]): unknown;
  all(...values: readonly unknown[]): unknown;
}
interface Sqlite {
  exec(text: string): unknown;
  prepare(text: string): Statement;
  close(): unknown;
}

const isFunction = (value: unknown) => typeof value === 'function';
const sqliteSchema = z.object({ default: z.custom<new (file: string) => Sqlite>(isFunction) });
const vecSchema = z.object({ load: z.custom<(database: Sqlite) => void>(isFunction) });
const rowsSchema = z.array(z.object({ experienceId: z.string() }));

const CREATE = `
  pragma journal_mode = wal;
  create table passages (key integer primary key, experienceId text not null);
  create virtual table vectors using vec0 (key integer primary key, embedding float[384] distance_metric=cosine);
  create virtual table words using fts5 (text, content='', tokenize='unicode61 remove_diacritics 2');`;

const VECTOR = `select experienceId from vectors join passages using (key)
  where embedding match ? and k = ${PASSAGES_ASKED} order by distance`;
/** Hybrid query of sqlite-vec's author, with his constant of 60. */
const HYBRID = `with near as (
    select key, row_number() over (order by distance) as place
    from vectors where embedding match ? and k = ${PASSAGES_ASKED}
  ), said as (
    select rowid as key, row_number() over (order by rank) as place
    from words where words match ? order by rank limit ${PASSAGES_ASKED}
  )
  select experienceId from near full outer join said using (key) join passages using (key)
  order by coalesce(1.0 / (60 + near.place), 0) + coalesce(1.0 / (60 + said.place), 0) desc, key
  limit ${PASSAGES_ASKED}`;

/** Writes an FTS5 query for any of the words, quoted. */
function anyWord(text: string): string {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return [...words].map((word) => `"${word}"`).join(' OR ');
}

const bytesOf = (vector: Float32Array) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);

/** sqlite-vec (exact scan) and FTS5, fused by rank in SQL; better-sqlite3 must have been built. */
export async function openSqlite(rows: readonly EngineRow[], folder: string): Promise<Engine> {
  const { default: Database } = sqliteSchema.parse(await loadPackage('better-sqlite3'));
  const { load } = vecSchema.parse(await loadPackage('sqlite-vec'));
  const database = new Database(join(folder, 'passages.sqlite'));
  load(database);
  database.exec(CREATE);
  const insert = ['passages values (?, ?)', 'vectors values (?, ?)', 'words (rowid, text) values (?, ?)'].map(
    (into) => database.prepare(`insert into ${into}`),
  );
  database.exec('begin');
  for (const { key, experienceId, text, vector } of rows) {
    for (const [index, value] of [experienceId, bytesOf(vector), text].entries())
      insert[index]?.run(BigInt(key), value);
  }
  database.exec('commit');
  const ids = async (statement: Statement, ...values: readonly unknown[]) =>
    rowsSchema.parse(statement.all(...values)).map(({ experienceId }) => experienceId);
  const vectorSearch = database.prepare(VECTOR);
  const hybridSearch = database.prepare(HYBRID);
  return {
    name: 'sqlite-vec + FTS5',
    settings: 'balayage exact, unicode61 sans accents, RRF en SQL',
    searchVector: (vector) => ids(vectorSearch, bytesOf(vector)),
    searchHybrid: (text, vector) => ids(hybridSearch, bytesOf(vector), anyWord(text)),
    close: async () => void database.close(),
  };
}
