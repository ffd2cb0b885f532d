import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createTransformersEmbedder } from '../../src/adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { parseConfig } from '../../src/config.ts';
import {
  createExperienceExtractor,
  type ResourceExtractor,
} from '../../src/ingestion/extract/experience-extractor.ts';
import type { Embedder } from '../../src/ports/embedder.ts';

/** Later than any year of the test resources. */
export const CURRENT_YEAR = 2024;

export async function extractorWith(embedder: Embedder): Promise<ResourceExtractor> {
  return createExperienceExtractor({
    gazetteer: await createOfficialGazetteer(),
    taxonomy: await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url))),
    embedder,
    currentYear: CURRENT_YEAR,
  });
}

/** Opens an extractor with the real register, taxonomy and model, for the tests of a file. */
export function useExtractor(): ResourceExtractor {
  let embedder: Embedder;
  let opened: ResourceExtractor;
  beforeAll(async () => {
    embedder = await createTransformersEmbedder(parseConfig({ EMBEDDING_TIMEOUT_MS: '60000' }).embedding);
    opened = await extractorWith(embedder);
  });
  afterAll(() => embedder.close());
  return { extract: (resource) => opened.extract(resource) };
}
