import { createJsonCorpusSource } from '../adapters/corpus/json-corpus-source.ts';
import { loadTaxonomy } from '../adapters/corpus/load-taxonomy.ts';
import { inspectEmbeddedDatabase, inspectServerDatabase } from '../adapters/store/inspect-database.ts';
import { createDiagnose, type Diagnose } from '../application/operate/diagnose.ts';
import type { Config } from '../config.ts';
import { openEmbedder } from './open-parts.ts';

/** Checks of `essaimage doctor`: opens each part separately and changes none. */
export function composeDiagnose({
  store,
  embedding,
  corpusDirectory: directory,
  hasCorpusMembers: hasMembers,
}: Config): Diagnose {
  const { databaseUrl, dataDirectory } = store;
  return createDiagnose({
    inspectDatabase: () =>
      databaseUrl === null ? inspectEmbeddedDatabase(dataDirectory) : inspectServerDatabase(databaseUrl),
    async loadCorpus() {
      const taxonomy = await loadTaxonomy(directory);
      return createJsonCorpusSource({ directory, taxonomy, hasMembers }).load();
    },
    openEmbedder: () => openEmbedder(embedding, () => {}),
    modelServer: embedding.remote?.url ?? null,
  });
}
