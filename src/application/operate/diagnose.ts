import type { CorpusSource } from '../../ports/corpus-source.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Installation } from '../../ports/installation.ts';
import { diagnoseDataFolder, diagnoseLock } from './diagnose-data-folder.ts';
import { diagnoseDatabase } from './diagnose-database.ts';
import { type Diagnosis, toFailure } from './diagnosis.ts';

/** Checks everything that the service needs, without changing it. */
export type Diagnose = () => Promise<readonly Diagnosis[]>;

export interface DiagnoseDependencies {
  readonly installation: Installation;
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
  return {
    check: 'node',
    outcome: isEnough ? 'ok' : 'failure',
    finding: `version ${version}`,
    remedy: isEnough ? null : `Installez Node.js ${MINIMUM_NODE.major}.${MINIMUM_NODE.minor} ou plus récent.`,
  };
}

async function diagnoseCorpus(
  loadCorpus: DiagnoseDependencies['loadCorpus'],
): Promise<{ diagnosis: Diagnosis; experienceCount: number | null }> {
  try {
    const { length } = await loadCorpus();
    return {
      diagnosis: { check: 'corpus', outcome: 'ok', finding: `${length} expériences valides`, remedy: null },
      experienceCount: length,
    };
  } catch (error) {
    return { diagnosis: toFailure('corpus', error), experienceCount: null };
  }
}

function judgeVector(
  vector: Float32Array,
  { modelId, dimensions }: Embedder,
  modelServer: string | null,
): Diagnosis {
  const length = Math.hypot(...vector);
  const isSound = vector.length === dimensions && Math.abs(length - 1) < LENGTH_TOLERANCE;
  return isSound
    ? {
        check: 'model',
        outcome: 'ok',
        finding: `${modelId} (${dimensions} dimensions) répond à une question${modelServer === null ? '' : `, par le serveur ${modelServer}`}`,
        remedy: null,
      }
    : {
        check: 'model',
        outcome: 'failure',
        finding: `${modelId} répond par un vecteur mal formé`,
        remedy: 'Remettez la copie d’origine du modèle, ou indiquez-en un autre par EMBEDDING_MODEL_DIR.',
      };
}

async function diagnoseModel({
  openEmbedder,
  modelServer,
}: DiagnoseDependencies): Promise<{ diagnosis: Diagnosis; modelId: string | null }> {
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
  const { installation, loadCorpus } = dependencies;
  return async () => {
    const folder = (await installation.inspectDataFolder?.()) ?? null;
    const corpus = await diagnoseCorpus(loadCorpus);
    const model = await diagnoseModel(dependencies);
    const expected = { modelId: model.modelId, experienceCount: corpus.experienceCount };
    return [
      diagnoseNode(installation.nodeVersion),
      corpus.diagnosis,
      model.diagnosis,
      ...(folder === null ? [] : [diagnoseDataFolder(folder), diagnoseLock(folder)]),
      ...(await diagnoseDatabase(installation, folder, expected)),
    ];
  };
}
