/**
 * `npm run bench:indexes`: the nearest passages by each way of finding them, on the same vectors and questions: an
 * exact scan by pgvector, its HNSW indexes, and the table in memory of the service; over all the passages, and over
 * the hundredth part of them that a filter keeps.
 *   --sizes 1000,10000,100000   passages, about
 *   --database-url URL          server, whose user may create databases; a throw-away one by default
 */
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { recall } from '../evaluation/metrics.ts';
import { positionsOfBest } from '../src/adapters/store/memory-index/select-best.ts';
import { createVectorTable } from '../src/adapters/store/memory-index/vector-table.ts';
import { generateCorpus } from './corpus/generate-corpus.ts';
import { openServiceParts } from './corpus/service-parts.ts';
import { loadStarters } from './corpus/starters.ts';
import { DEFAULT_SEED, sizesSchema } from './loading/corpus-options.ts';
import { inSeconds, say } from './loading/progress.ts';
import { openServer } from './loading/server-databases.ts';
import { readQuestions } from './measuring/questions.ts';
import { mean, spreadOf } from './measuring/statistics.ts';

/** Passages asked: what brings out the 200 experiences of a leg. */
const ASKED = 400;
const DEPTH = 10;
const WIDTH = 384;
/** Of the passages that the filter keeps. */
const KEPT = 100;
const BATCH = 500;

interface Way {
  readonly name: string;
  readonly settings?: string;
  readonly index?: string;
  /** In SQL, between a passage and the question, `$1`. */
  readonly distance: string;
}

const HNSW = `set hnsw.ef_search = ${ASKED}; set hnsw.iterative_scan = strict_order; set hnsw.max_scan_tuples = 1000000`;
const WAYS: readonly Way[] = [
  { name: 'pgvector, balayage exact', distance: 'embedding <=> $1::vector' },
  {
    name: 'pgvector, HNSW',
    index: 'using hnsw (embedding vector_cosine_ops) with (ef_construction = 100)',
    settings: HNSW,
    distance: 'embedding <=> $1::vector',
  },
  {
    name: 'pgvector, HNSW halfvec',
    index: `using hnsw ((embedding::halfvec(${WIDTH})) halfvec_cosine_ops) with (ef_construction = 100)`,
    settings: HNSW,
    distance: `embedding::halfvec(${WIDTH}) <=> $1::halfvec(${WIDTH})`,
  },
];

type Find = (question: Float32Array, filtered: boolean) => Promise<readonly number[]>;

const textOf = (vector: Float32Array) => `[${vector.join(',')}]`;

async function fillTable(client: postgres.Sql, vectors: readonly Float32Array[]): Promise<void> {
  await client.unsafe(
    `create extension if not exists vector; drop table if exists bench;
     create table bench (key int primary key, kept boolean not null, embedding vector(${WIDTH}) not null);
     alter table bench alter column embedding set storage plain`,
  );
  for (let start = 0; start < vectors.length; start += BATCH) {
    const keys = vectors.slice(start, start + BATCH).map((_, n) => start + n);
    const texts = keys.map((key) => textOf(vectors[key] ?? new Float32Array(WIDTH)));
    await client`
      insert into bench select key, key % ${KEPT} = 0, vector::vector
      from unnest(${keys}::int[], ${texts}::text[]) as given(key, vector)`;
  }
  await client.unsafe('vacuum analyze bench');
}

async function openWay(client: postgres.Sql, { index, settings, distance }: Way): Promise<Find> {
  await client.unsafe('drop index if exists bench_index; set hnsw.iterative_scan = off');
  if (index !== undefined) {
    await client.unsafe(`set maintenance_work_mem = '1GB'; create index bench_index on bench ${index}`);
  }
  if (settings !== undefined) await client.unsafe(settings);
  return async (question, filtered) => {
    const rows = await client.unsafe<{ key: number }[]>(
      `select key from bench ${filtered ? 'where kept' : ''} order by ${distance} limit ${ASKED}`,
      [textOf(question)],
      { prepare: true },
    );
    return rows.map(({ key }) => key);
  };
}

function inMemory(vectors: readonly Float32Array[]): Find {
  const table = createVectorTable(WIDTH);
  for (const vector of vectors) table.append(vector);
  return async (question, filtered) => {
    const cosines = table.cosines(question);
    if (filtered) for (const key of cosines.keys()) if (key % KEPT !== 0) cosines[key] = Number.NaN;
    const best = positionsOfBest(cosines, ASKED, Number.NEGATIVE_INFINITY);
    return best.toSorted((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)).slice(0, ASKED);
  };
}

async function measure(find: Find, questions: readonly Float32Array[], exact: Find) {
  const figures = [];
  for (const filtered of [false, true]) {
    const times: number[] = [];
    const recalls: number[] = [];
    for (const question of [...questions.slice(0, 3), ...questions]) {
      const start = performance.now();
      const found = await find(question, filtered);
      times.push(performance.now() - start);
      recalls.push(
        recall(
          found.map(String),
          new Set((await exact(question, filtered)).slice(0, DEPTH).map(String)),
          DEPTH,
        ),
      );
    }
    figures.push({ p50: spreadOf(times.slice(3)).p50, recall: mean(recalls.slice(3)) });
  }
  return figures;
}

const { values } = parseArgs({
  options: { sizes: { type: 'string' }, 'database-url': { type: 'string' } },
});
const parts = await openServiceParts();
const server = await openServer(values['database-url'] ?? process.env.DATABASE_URL ?? null);
try {
  const starters = await loadStarters(parts);
  const questions: Float32Array[] = [];
  for (const { request } of await readQuestions())
    questions.push(await parts.embedder.embedQuery(request.priorities));
  const client = postgres(await server.database('essaimage_bench_indexes'), { max: 1, onnotice: () => {} });
  console.log(
    '| passages | recherche | index, s | p50, ms | rappel@10 | p50 filtré, ms | rappel@10 filtré |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const passageCount of sizesSchema.parse(values.sizes)) {
    const corpus = generateCorpus(starters, { seed: DEFAULT_SEED, passageCount, withStarters: true }, parts);
    const vectors = [...corpus.vectors.values()];
    const exact = inMemory(vectors);
    await fillTable(client, vectors);
    const print = async (name: string, seconds: number, find: Find) => {
      const cells = (await measure(find, questions, exact)).flatMap(({ p50, recall: share }) => [
        p50.toFixed(2),
        share.toFixed(3),
      ]);
      console.log(`| ${vectors.length} | ${[name, seconds.toFixed(1), ...cells].join(' | ')} |`);
    };
    for (const way of WAYS) {
      say(`${vectors.length} passages : ${way.name}`);
      const { seconds, result } = await inSeconds(() => openWay(client, way));
      await print(way.name, seconds, result);
    }
    const { seconds, result } = await inSeconds(async () => inMemory(vectors));
    await print('en mémoire, balayage exact', seconds, result);
  }
  await client.end();
} finally {
  await parts.close();
  await server.close();
}
