import { loadTaxonomy, loadThesaurus } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createTransformersEmbedder } from '../../src/adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { createFrenchStemmer } from '../../src/adapters/text/snowball-stemmer.ts';
import type { PrecedentMemory } from '../../src/application/common/precedent-memory.ts';
import type { Preparation } from '../../src/application/index/index-experience.ts';
import { sha256 } from '../../src/composition/open-parts.ts';
import { recallPrecedents } from '../../src/composition/recall-precedents.ts';
import { parseConfig } from '../../src/config.ts';
import { createTextAnalysis } from '../../src/domain/text/terms.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import type { TerritoryNames } from '../../src/ports/gazetteer.ts';

/** Parts of the service that make an index, without the database. */
export interface ServiceParts extends Preparation {
  readonly embedder: Embedder;
  readonly precedents: PrecedentMemory;
  readonly territories: TerritoryNames;
  close(): Promise<void>;
}

/** A newsroom that judged nothing. */
const NO_JUDGMENTS = { list: async () => [] };

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
  const thesaurus = await loadThesaurus(config.corpusDirectory);
  const analyse = createTextAnalysis(createFrenchStemmer());
  const reading = { analyse, thesaurus, gazetteer, hash: sha256, embedder };
  return {
    ...reading,
    taxonomy,
    territories: gazetteer,
    precedents: await recallPrecedents(reading, NO_JUDGMENTS, config.judgedDirectory),
    close: () => embedder.close(),
  };
}
