import type { IdentityProvider } from '../../ports/access.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { DatabaseState } from '../../ports/import-store.ts';
import type { LoadCorpus } from '../../ports/taxonomy.ts';
import { diagnoseDatabase, type ExpectedIndex } from './diagnose-database.ts';
import { diagnoseOperator, type OperatorStatements } from './diagnose-operator.ts';
import { type Diagnosis, ok, toFailure, warning } from './diagnosis.ts';

/** Checks everything that the service needs, without changing it. */
export type Diagnose = () => Promise<readonly Diagnosis[]>;

export interface DiagnoseDependencies {
  /**
   * Never creates nor migrates anything; null without a database. Locks the folder of an embedded one meanwhile.
   * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`
   */
  readonly inspectDatabase: () => Promise<DatabaseState | null>;
  /** @throws DomainError `corpus-invalid` */
  readonly loadCorpus: LoadCorpus;
  readonly compareCorpus: ExpectedIndex['compareCorpus'];
  /** @throws DomainError `model-invalid`, `embedder-unavailable` */
  readonly openEmbedder: () => Promise<Embedder>;
  /** Address of the server that runs the model; null when it runs here. */
  readonly modelServer: string | null;
  readonly operator: OperatorStatements;
  /** Identity provider of editors; null when none is configured. */
  readonly identity: {
    readonly issuer: string;
    readonly allowed: readonly string[];
    readonly begin: IdentityProvider['begin'];
  } | null;
}

const PROBE = 'Comment soutenir une épicerie solidaire ?';

async function diagnoseCorpus(loadCorpus: DiagnoseDependencies['loadCorpus']) {
  try {
    const corpus = await loadCorpus();
    return { diagnosis: ok('corpus', `${corpus.length} expériences valides`), corpus };
  } catch (error) {
    return { diagnosis: toFailure('corpus', error), corpus: null };
  }
}

async function diagnoseModel({ openEmbedder, modelServer }: DiagnoseDependencies) {
  try {
    const embedder = await openEmbedder();
    try {
      const { modelId } = embedder;
      const { length } = await embedder.embedQuery(PROBE);
      const where = modelServer === null ? '' : `, par le serveur ${modelServer}`;
      return {
        diagnosis: ok('model', `${modelId} (${length} dimensions) répond à une question${where}`),
        modelId,
      };
    } finally {
      await embedder.close();
    }
  } catch (error) {
    return { diagnosis: toFailure('model', error), modelId: null };
  }
}

async function diagnoseAccounts(identity: DiagnoseDependencies['identity']): Promise<readonly Diagnosis[]> {
  if (identity === null) return [];
  const { issuer, allowed, begin } = identity;
  try {
    await begin('https://essaimage.invalid/');
  } catch (error) {
    return [toFailure('accounts', error)];
  }
  if (allowed.length === 0) {
    return [warning('accounts', `${issuer} répond, mais OIDC_ALLOWED n’autorise personne`)];
  }
  return [ok('accounts', `${issuer} répond ; comptes autorisés à rédiger : ${allowed.length}`)];
}

/**
 * One diagnosis per check, in the order in which a person would look. Checks that depend on a failed one are
 * left out.
 */
export function createDiagnose(dependencies: DiagnoseDependencies): Diagnose {
  const { inspectDatabase, loadCorpus, compareCorpus } = dependencies;
  return async () => {
    const { diagnosis, corpus } = await diagnoseCorpus(loadCorpus);
    const model = await diagnoseModel(dependencies);
    const expected = { modelId: model.modelId, corpus, compareCorpus };
    const database = await diagnoseDatabase(inspectDatabase, expected);
    const accounts = await diagnoseAccounts(dependencies.identity);
    const operator = diagnoseOperator(dependencies.operator);
    return [diagnosis, model.diagnosis, ...database, ...accounts, ...operator];
  };
}
