import { loadStarterCorpus } from '../adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../adapters/corpus/load-taxonomy.ts';
import { createOfficialGazetteer } from '../adapters/gazetteer/official-gazetteer.ts';
import { createOpenIdProvider } from '../adapters/identity/openid-provider.ts';
import { inspectEmbeddedDatabase, inspectServerDatabase } from '../adapters/store/inspect-database.ts';
import { createFrenchStemmer } from '../adapters/text/snowball-stemmer.ts';
import { compareCorpus } from '../application/operate/compare-corpus.ts';
import { createDiagnose, type Diagnose } from '../application/operate/diagnose.ts';
import type { Config } from '../config.ts';
import { createTextAnalysis } from '../domain/text/terms.ts';
import { openEmbedder, sha256 } from './open-parts.ts';

/** Checks of `essaimage doctor`: opens each part separately and changes none. */
export function composeDiagnose({
  store,
  embedding,
  corpusDirectory: directory,
  hasCorpusMembers: hasMembers,
  operator,
  openId,
}: Config): Diagnose {
  const { databaseUrl, dataDirectory } = store;
  return createDiagnose({
    inspectDatabase: () =>
      databaseUrl === null ? inspectEmbeddedDatabase(dataDirectory) : inspectServerDatabase(databaseUrl),
    async loadCorpus() {
      const taxonomy = await loadTaxonomy(directory);
      return loadStarterCorpus({ directory, taxonomy, hasMembers });
    },
    async compareCorpus(corpus, state) {
      const [taxonomy, gazetteer] = await Promise.all([loadTaxonomy(directory), createOfficialGazetteer()]);
      const analyse = createTextAnalysis(createFrenchStemmer());
      return compareCorpus(corpus, state, { taxonomy, gazetteer, analyse, hash: sha256 });
    },
    openEmbedder: () => openEmbedder(embedding, () => {}),
    modelServer: embedding.remote?.url ?? null,
    operator,
    identity: openId && { ...openId, begin: createOpenIdProvider(openId).begin },
  });
}
