import { createHash } from 'node:crypto';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createTransformersEmbedder } from '../../src/adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { createFrenchStemmer } from '../../src/adapters/text/snowball-stemmer.ts';
import type { Preparation } from '../../src/application/index/index-experience.ts';
import { parseConfig } from '../../src/config.ts';
import { createTextAnalysis } from '../../src/domain/text/terms.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import type { TerritoryNames } from '../../src/ports/gazetteer.ts';

/** Parts of the service that make an index, without the database. */
export interface ServiceParts extends Preparation {
  readonly embedder: Embedder;
  readonly territories: TerritoryNames;
  close(): Promise<void>;
}

/** Timeout that a busy machine does not reach. */
const PATIENCE_MS = 60_000;

/** Opens the real register, taxonomy and model. */
export async function openServiceParts(): Promise<ServiceParts> {
  const config = parseConfig(process.env);
  const [taxonomy, gazetteer, embedder] = await Promise.all([
    loadTaxonomy(config.corpusDirectory),
    createOfficialGazetteer(),
    createTransformersEmbedder({
      modelDirectory: config.embedding.modelDirectory,
      timeoutMs: PATIENCE_MS,
    }),
  ]);
  return {
    taxonomy,
    gazetteer,
    territories: gazetteer,
    embedder,
    analyse: createTextAnalysis(createFrenchStemmer()),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    close: () => embedder.close(),
  };
}
