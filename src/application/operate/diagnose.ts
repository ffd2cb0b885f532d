import type { CorpusSource } from '../../ports/corpus-source.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { DatabaseState, DataFolderState } from '../../ports/installation.ts';
import { diagnoseDataFolder, diagnoseLock } from './diagnose-data-folder.ts';
import { diagnoseDatabase } from './diagnose-database.ts';
import { type Diagnosis, failure, ok, toFailure } from './diagnosis.ts';

/** Checks everything that the service needs, without changing it. */
export type Diagnose = () => Promise<readonly Diagnosis[]>;

export interface DiagnoseDependencies {
  /** Such as `20.19.0`. */
  readonly nodeVersion: string;
  /** Null when the database is on a server. */
  readonly inspectDataFolder: (() => Promise<DataFolderState>) | null;
  /**
   * Never creates nor migrates anything. An embedded database must exist; its folder is locked meanwhile.
   * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`
   */
  readonly inspectDatabase: () => Promise<DatabaseState>;
  /** @throws DomainError `corpus-invalid` */
  readonly loadCorpus: CorpusSource['load'];
  /** @throws DomainError `model-invalid`, `embedder-unavailable` */
  readonly openEmbedder: () => Promise<Embedder>;
  /** Address of the server that runs the model; null when it runs here. */
  readonly modelServer: string | null;
}

const MINIMUM_NODE = { major: 20, minor: 19 };
const PROBE = 'Comment soutenir une épicerie solidaire ?';
/** Accepted distance between the length of a vector and 1. */
const LENGTH_TOLERANCE = 1e-3;

function diagnoseNode(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough =
    major > MINIMUM_NODE.major || (major === MINIMUM_NODE.major && minor >= MINIMUM_NODE.minor);
  if (isEnough) return ok('node', `version ${version}`);
  const remedy = `Installez Node.js ${MINIMUM_NODE.major}.${MINIMUM_NODE.minor} ou plus récent.`;
  return failure('node', `version ${version}`, remedy);
}

async function diagnoseCorpus(loadCorpus: DiagnoseDependencies['loadCorpus']) {
  try {
    const { length } = await loadCorpus();
    return { diagnosis: ok('corpus', `${length} expériences valides`), experienceCount: length };
  } catch (error) {
    return { diagnosis: toFailure('corpus', error), experienceCount: null };
  }
}

function judgeVector(
  vector: Float32Array,
  { modelId, dimensions }: Embedder,
  modelServer: string | null,
): Diagnosis {
  const isSound = vector.length === dimensions && Math.abs(Math.hypot(...vector) - 1) < LENGTH_TOLERANCE;
  if (!isSound) {
    const remedy = 'Remettez la copie d’origine du modèle, ou indiquez-en un autre par EMBEDDING_MODEL_DIR.';
    return failure('model', `${modelId} répond par un vecteur mal formé`, remedy);
  }
  const where = modelServer === null ? '' : `, par le serveur ${modelServer}`;
  return ok('model', `${modelId} (${dimensions} dimensions) répond à une question${where}`);
}

async function diagnoseModel({ openEmbedder, modelServer }: DiagnoseDependencies) {
  try {
    const embedder = await openEmbedder();
    try {
      const diagnosis = judgeVector(await embedder.embedQuery(PROBE), embedder, modelServer);
      return { diagnosis, modelId: embedder.modelId };
    } finally {
      await embedder.close();
    }
  } catch (error) {
    return { diagnosis: toFailure('model', error), modelId: null };
  }
}

/**
 * One diagnosis per check, in the order in which a person would look. Checks that depend on a failed one are
 * left out.
 */
export function createDiagnose(dependencies: DiagnoseDependencies): Diagnose {
  const { nodeVersion, inspectDataFolder, inspectDatabase, loadCorpus } = dependencies;
  return async () => {
    const folder = (await inspectDataFolder?.()) ?? null;
    const corpus = await diagnoseCorpus(loadCorpus);
    const model = await diagnoseModel(dependencies);
    const expected = { modelId: model.modelId, experienceCount: corpus.experienceCount };
    return [
      diagnoseNode(nodeVersion),
      corpus.diagnosis,
      model.diagnosis,
      ...(folder === null ? [] : [diagnoseDataFolder(folder), diagnoseLock(folder)]),
      ...(await diagnoseDatabase(inspectDatabase, folder, expected)),
    ];
  };
}
