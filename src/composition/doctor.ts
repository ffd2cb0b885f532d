import { loadStarterCorpus } from '../adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../adapters/corpus/load-taxonomy.ts';
import { createTransformersEmbedder } from '../adapters/embedding/transformers-embedder.ts';
import { createOpenIdProvider } from '../adapters/identity/openid-provider.ts';
import { inspectDatabase } from '../adapters/store/inspect-database.ts';
import { type Diagnosis, diagnose } from '../application/operate/diagnose.ts';
import { type Config, ConfigError, environmentSchema } from '../config.ts';
import { editDistance } from '../domain/territory/edit-distance.ts';
import { loadOperatorLook } from '../http/pages/operator-look.ts';

/** Shorter names are near too many others. */
const SHORTEST_COMPARED = 6;
const MOST_TYPOS = 2;

/** Finds the variables that a typing error keeps from being read. */
function findMisspelt(environment: readonly string[]) {
  const known = Object.keys(environmentSchema.shape);
  return environment.flatMap((given) => {
    if (known.includes(given) || given.length < SHORTEST_COMPARED) return [];
    const meant = known.find((name) => editDistance(given, name, MOST_TYPOS) <= MOST_TYPOS);
    return meant === undefined ? [] : [{ given, meant }];
  });
}

function findLookProblem({ look }: Config): string | null {
  try {
    loadOperatorLook(look, (problem) => new ConfigError([problem]));
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join('\n');
    throw error;
  }
}

/**
 * Runs the checks of `essaimage doctor`: opens each part separately and changes none.
 * @param environment names of the variables given
 */
export function diagnoseInstallation(
  config: Config,
  environment: readonly string[],
): Promise<readonly Diagnosis[]> {
  const { store, embedding, corpusDirectory: directory, hasCorpusMembers: hasMembers, openId } = config;
  return diagnose({
    inspectDatabase: () => inspectDatabase(store),
    async loadCorpus() {
      const taxonomy = await loadTaxonomy(directory);
      return loadStarterCorpus({ directory, taxonomy, hasMembers });
    },
    openEmbedder: () => createTransformersEmbedder(embedding),
    operator: config.operator,
    lookProblem: findLookProblem(config),
    http: config.http,
    misspelt: findMisspelt(environment),
    identity: openId && { ...openId, begin: createOpenIdProvider(openId).begin },
  });
}
