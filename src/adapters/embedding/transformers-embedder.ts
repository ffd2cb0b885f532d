import type { Embedder } from '../../ports/embedder.ts';
import { cutIntoBatches, cutIntoPieces, cutQuestion, joinPieces } from './cut-texts.ts';
import { embedderUnavailable, modelInvalid } from './embedding-errors.ts';
import { loadTokenCounter, type VerifiedModel, verifyModel } from './model-folder.ts';
import { ModelSupervisor, ModelUnusable, SUPERVISOR_LIMITS } from './model-supervisor.ts';

/**
 * Characters of one request of passages to the thread: about 200 tokens, 0.06 s on two cores. Enough to keep the thread
 * busy, few enough that a question does not wait long.
 */
const MICRO_BATCH_CHARACTERS = 800;

/** Longest passage read at once, a window of the model: questions go between the pieces of a longer one. */
const PIECE_CHARACTERS = 2_000;
const PIECE_TOKENS = 512;

const DEFAULT_LIMITS = {
  ...SUPERVISOR_LIMITS,
  /** Time limit of one micro-batch of passages, from its handover to the model. */
  batchTimeoutMs: 30_000,
};
type EmbedderLimits = Readonly<typeof DEFAULT_LIMITS>;

export interface TransformersEmbedderOptions {
  /** Folder laid out like `models/e5-small-essaimage`, with its checksums and its calibration. */
  readonly modelDirectory: string;
  /** Time limit of one question, from the call to the answer. */
  readonly timeoutMs: number;
  /** Called when the thread of the model died, got stuck or did not start again. */
  readonly onWorkerDeath?: (cause: unknown) => void;
  readonly limits?: Partial<EmbedderLimits>;
  /** Replaces the module of the thread, to test its faults. */
  readonly workerEntry?: URL;
}

function piecesOf(text: string, countTokens: (text: string) => number): readonly string[] {
  // As the tokenizer reads it: one character may make eighteen.
  const decomposed = text.normalize('NFKC');
  const pieces = cutIntoPieces(
    decomposed,
    (piece) =>
      piece.length <= PIECE_TOKENS ||
      (piece.length <= PIECE_CHARACTERS && countTokens(piece) <= PIECE_TOKENS),
  );
  return pieces.length === 1 ? [text] : pieces;
}

async function startSupervisor(
  model: VerifiedModel,
  limits: EmbedderLimits,
  options: TransformersEmbedderOptions,
) {
  const supervisor = new ModelSupervisor({
    entry: options.workerEntry ?? new URL('./embedding-worker.ts', import.meta.url),
    modelDirectory: model.directory,
    limits,
    onDeath: options.onWorkerDeath ?? (() => {}),
  });
  try {
    return { supervisor, dimensions: await supervisor.start() };
  } catch (cause) {
    if (!(cause instanceof ModelUnusable)) throw embedderUnavailable('son fil n’a pas démarré', cause);
    const remedy = 'Vérifiez qu’il s’agit d’un modèle E5 au format ONNX, en entiers de 8 bits.';
    throw modelInvalid(model.directory, `il ne se charge pas (${cause.message})`, remedy, cause);
  }
}

/**
 * Verifies a model, loads it in its own thread and computes a first vector. Questions go before passages. The thread
 * is replaced when it dies or does not answer in time. Nothing is ever downloaded.
 * @throws DomainError `model-invalid`, `embedder-unavailable`
 */
export async function createTransformersEmbedder(options: TransformersEmbedderOptions): Promise<Embedder> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const model = await verifyModel(options.modelDirectory);
  const countTokens = await loadTokenCounter(model.directory);
  const { supervisor, dimensions } = await startSupervisor(model, limits, options);

  async function embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const request = { role: 'query', texts: [text], timeoutMs: options.timeoutMs } as const;
    const [vector] = await supervisor.embed(request, signal);
    if (vector === undefined) throw embedderUnavailable('sa réponse est vide');
    return vector;
  }

  async function embedPassages(
    texts: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const request = { role: 'passage', timeoutMs: limits.batchTimeoutMs } as const;
    const pieces = texts.map((text) => piecesOf(text, countTokens));
    const vectors: Float32Array[] = [];
    for (const batch of cutIntoBatches(pieces.flat(), MICRO_BATCH_CHARACTERS)) {
      vectors.push(...(await supervisor.embed({ ...request, texts: batch }, signal)));
    }
    return joinPieces(pieces, vectors);
  }

  return {
    modelId: model.modelId,
    dimensions,
    calibration: model.calibration,
    cutQuestion: (text) => cutQuestion(text, countTokens),
    embedQuery,
    embedPassages,
    load: () => supervisor.load(),
    close: () => supervisor.close(),
  };
}
