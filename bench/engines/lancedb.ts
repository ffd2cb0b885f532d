import { z } from 'zod';
import { type Engine, type EngineRow, loadPackage, PASSAGES_ASKED } from './engine.ts';

const rowsSchema = z.array(z.object({ experienceId: z.string() }));

interface Query {
  nearestTo(vector: readonly number[]): Query;
  distanceType(type: 'cosine'): Query;
  ef(count: number): Query;
  refineFactor(factor: number): Query;
  fullTextSearch(text: string, options: { columns: string }): Query;
  rerank(reranker: unknown): Query;
  select(columns: readonly string[]): Query;
  limit(count: number): Query;
  toArray(): Promise<unknown>;
}
interface Table {
  query(): Query;
  createIndex(column: string, options: { config: unknown }): Promise<void>;
}
interface Database {
  createTable(name: string, rows: readonly object[]): Promise<Table>;
  close(): void;
}

const isFunction = (value: unknown) => typeof value === 'function';
const packageSchema = z.object({
  connect: z.custom<(folder: string) => Promise<Database>>(isFunction),
  Index: z.custom<{ fts(options: object): unknown; hnswSq(options: object): unknown }>(isFunction),
  rerankers: z.object({ RRFReranker: z.custom<{ create(): Promise<unknown> }>(isFunction) }),
});

/** LanceDB's documentation advises no vector index up to 100,000 rows; both ways are measured. */
export type VectorIndex = 'none' | 'hnsw-sq';

const REFINE = 2;
/** 1.5 times the candidates, the minimum that LanceDB accepts. */
const EF = 1.5 * REFINE * PASSAGES_ASKED;

/** LanceDB with French full text and stems; hybrid search by reciprocal rank fusion, its default. */
export function openLanceDb(index: VectorIndex) {
  return async (rows: readonly EngineRow[], folder: string): Promise<Engine> => {
    const { connect, Index, rerankers } = packageSchema.parse(await loadPackage('@lancedb/lancedb'));
    const database = await connect(folder);
    const table = await database.createTable(
      'passages',
      rows.map(({ vector, ...row }) => ({ ...row, vector: Array.from(vector) })),
    );
    const words = {
      language: 'French',
      stem: true,
      removeStopWords: true,
      asciiFolding: true,
      withPosition: false,
    };
    await table.createIndex('text', { config: Index.fts(words) });
    if (index === 'hnsw-sq') {
      await table.createIndex('vector', {
        config: Index.hnswSq({ distanceType: 'cosine', numPartitions: 1 }),
      });
    }
    const reranker = await rerankers.RRFReranker.create();
    const near = (vector: Float32Array) => {
      const query = table.query().nearestTo(Array.from(vector)).distanceType('cosine');
      return index === 'none' ? query : query.ef(EF).refineFactor(REFINE);
    };
    const ids = async (query: Query) =>
      rowsSchema.parse(await query.limit(PASSAGES_ASKED).toArray()).map(({ experienceId }) => experienceId);
    const columns = { columns: 'text' };
    return {
      name: index === 'none' ? 'LanceDB' : 'LanceDB HNSW',
      settings:
        index === 'none'
          ? 'balayage exact, FTS français, RRF'
          : `IVF_HNSW_SQ, ef ${EF}, refine ${REFINE}, FTS français, RRF`,
      searchVector: (vector) => ids(near(vector).select(['experienceId'])),
      searchHybrid: (text, vector) => ids(near(vector).fullTextSearch(text, columns).rerank(reranker)),
      close: async () => database.close(),
    };
  };
}
