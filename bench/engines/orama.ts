import { z } from 'zod';
import { type Engine, type EngineRow, loadPackage, PASSAGES_ASKED } from './engine.ts';

const hitsSchema = z.object({
  hits: z.array(z.object({ document: z.object({ experienceId: z.string() }) })),
});

const isFunction = (value: unknown) => typeof value === 'function';
const oramaSchema = z.object({
  create: z.custom<(options: object) => unknown>(isFunction),
  insertMultiple:
    z.custom<(database: unknown, rows: readonly object[], batch: number) => unknown>(isFunction),
  search: z.custom<(database: unknown, request: object) => unknown>(isFunction),
});
const stemmerSchema = z.object({ stemmer: z.custom<(word: string) => string>(isFunction) });

/** Orama in memory, with the French stemmer; hybrid search with its default weights and no minimum similarity. */
export async function openOrama(rows: readonly EngineRow[]): Promise<Engine> {
  const { create, insertMultiple, search } = oramaSchema.parse(await loadPackage('@orama/orama'));
  const { stemmer } = stemmerSchema.parse(await loadPackage('@orama/stemmers/french'));
  const database = create({
    schema: { experienceId: 'enum', text: 'string', vector: 'vector[384]' },
    components: { tokenizer: { language: 'french', stemming: true, stemmer } },
  });
  const documents = rows.map(({ experienceId, text, vector }) => ({
    experienceId,
    text,
    vector: Array.from(vector),
  }));
  await insertMultiple(database, documents, 1_000);
  const ids = async (request: object) =>
    hitsSchema
      .parse(await search(database, { ...request, limit: PASSAGES_ASKED }))
      .hits.map(({ document }) => document.experienceId);
  const near = (vector: Float32Array) => ({
    vector: { value: Array.from(vector), property: 'vector' },
    similarity: 0,
  });
  return {
    name: 'Orama',
    settings: 'en mémoire, radicaux français, hybride, similarité minimale 0',
    searchVector: (vector) => ids({ mode: 'vector', ...near(vector) }),
    searchHybrid: (text, vector) =>
      ids({ mode: 'hybrid', term: text, properties: ['text'], ...near(vector) }),
    close: async () => {},
  };
}
