import { loadStarterCorpus } from '../adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../adapters/corpus/load-taxonomy.ts';
import { createTransformersEmbedder } from '../adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from '../adapters/gazetteer/official-gazetteer.ts';
import { createOpenIdProvider } from '../adapters/identity/openid-provider.ts';
import { inspectDatabase } from '../adapters/store/inspect-database.ts';
import { createFrenchStemmer } from '../adapters/text/snowball-stemmer.ts';
import { compareCorpus } from '../application/import/import-experiences.ts';
import { type Diagnosis, diagnose } from '../application/operate/diagnose.ts';
import type { Config } from '../config.ts';
import { createTextAnalysis } from '../domain/text/terms.ts';
import { sha256 } from './open-parts.ts';

/** Runs the checks of `essaimage doctor`: opens each part separately and changes none. */
export function diagnoseInstallation(config: Config): Promise<readonly Diagnosis[]> {
  const { store, embedding, corpusDirectory: directory, hasCorpusMembers: hasMembers, openId } = config;
  return diagnose({
    inspectDatabase: () => inspectDatabase(store),
    async loadCorpus() {
      const taxonomy = await loadTaxonomy(directory);
      return loadStarterCorpus({ directory, taxonomy, hasMembers });
    },
    async compareCorpus(corpus, state) {
      const [taxonomy, gazetteer] = await Promise.all([loadTaxonomy(directory), createOfficialGazetteer()]);
      const analyse = createTextAnalysis(createFrenchStemmer());
      return compareCorpus(corpus, state, { taxonomy, gazetteer, analyse, hash: sha256 });
    },
    openEmbedder: () => createTransformersEmbedder(embedding),
    operator: config.operator,
    identity: openId && { ...openId, begin: createOpenIdProvider(openId).begin },
  });
}
