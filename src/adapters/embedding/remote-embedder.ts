import { SmoothedDuration } from '../../domain/load/load.ts';
import type { Embedder } from '../../ports/embedder.ts';
import { embedderUnavailable, embeddingTooLate } from './common/embedding-errors.ts';
import { loadWindow } from './common/model-window.ts';
import { cutQuestion } from './common/question-limit.ts';
import { cutIntoBatches } from './common/text-batches.ts';
import { cutIntoPieces, joinPieces } from './common/text-pieces.ts';
import { verifyModel } from './common/verify-model.ts';
import { contentHashOf, readReferenceVectors } from './remote/reference-vectors.ts';
import { type CallBounds, RemoteModel } from './remote/remote-model.ts';
import type { RemoteServer } from './remote/remote-server.ts';

/** Limits of one request: about a second of work. */
const BATCH = { maxTexts: 16, maxCharacters: 8_000 };
/** Time limit of one batch of passages, all attempts included. */
const BATCH_TIMEOUT_MS = 60_000;

export interface RemoteEmbedderOptions {
  /** Base address, without trailing slash. */
  readonly url: string;
  readonly apiKey: string | null;
  /** Folder of the model that the server must serve: identity, calibration, tokenizer, references. */
  readonly modelDirectory: string;
  /** Time limit of one question, from the call to the answer. */
  readonly timeoutMs: number;
  /** Headers of each request, so that the server's work belongs to the same trace. */
  readonly traceHeaders?: () => Readonly<Record<string, string>>;
  /** Called when a request fails, or when the server serves another model. */
  readonly onFault?: (cause: unknown) => void;
  /** Time allowed to reach the server at the start; 10 s by default. */
  readonly startTimeoutMs?: number;
}

async function openModel(options: RemoteEmbedderOptions) {
  const { url, apiKey, traceHeaders = () => ({}), onFault = () => {} } = options;
  const { modelId, calibration, directory } = await verifyModel(options.modelDirectory);
  const { probes } = await readReferenceVectors(directory, modelId);
  const dimensions = probes[0]?.vector.length ?? 0;
  const window = await loadWindow(directory);
  const modelName = modelId.slice(0, -contentHashOf(modelId).length - 1);
  const server: RemoteServer = { url, apiKey, traceHeaders, modelName, dimensions };
  const model = new RemoteModel({ server, probes, modelDirectory: directory, onFault });
  await model.start(options.startTimeoutMs ?? 10_000);
  return { model, modelId, calibration, dimensions, window };
}

/**
 * Uses a model that another server runs, after checking that it is the one of the local folder: the same identity
 * allows the same index. The weights are not loaded. Role prefixes are added here and long texts are cut here, so
 * that no server cuts them silently.
 * @throws DomainError `model-invalid`, `embedder-unavailable`
 */
export async function createRemoteEmbedder(options: RemoteEmbedderOptions): Promise<Embedder> {
  const { model, modelId, calibration, dimensions, window } = await openModel(options);
  const { timeoutMs } = options;
  /** Time of one question, as if the server took them one by one: it does not say how busy it is. */
  const turn = new SmoothedDuration();
  let waiting = 0;

  function piecesOf(text: string, role: 'query' | 'passage'): readonly string[] {
    return cutIntoPieces(text, (piece) => window.countTokens(`${role}: ${piece}`) <= window.maxTokens).map(
      (piece) => `${role}: ${piece}`,
    );
  }

  /** @param boundsNow returns the bounds of a batch that starts now */
  async function embedPieces(pieces: readonly string[], boundsNow: () => CallBounds) {
    const vectors: Float32Array[] = [];
    for (const batch of cutIntoBatches(pieces, BATCH)) {
      vectors.push(...(await model.embed(batch, boundsNow())));
    }
    return vectors;
  }

  async function embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    signal?.throwIfAborted();
    waiting += 1;
    const [startedAt, ahead] = [performance.now(), waiting];
    const elapsedMs = () => performance.now() - startedAt;
    const onTimeout = () => embeddingTooLate('embedQuery', timeoutMs);
    try {
      const pieces = piecesOf(text, 'query');
      const vectors = await embedPieces(pieces, () => {
        return { timeoutMs: Math.max(0, timeoutMs - elapsedMs()), onTimeout, signal };
      });
      turn.add(elapsedMs() / ahead);
      const [vector] = joinPieces([pieces], vectors);
      if (vector === undefined) throw embedderUnavailable('sa réponse est vide');
      return vector;
    } finally {
      waiting -= 1;
    }
  }

  async function embedPassages(
    texts: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const pieces = texts.map((text) => piecesOf(text, 'passage'));
    const onTimeout = () => embeddingTooLate('embedPassages', BATCH_TIMEOUT_MS);
    const vectors = await embedPieces(pieces.flat(), () => ({
      timeoutMs: BATCH_TIMEOUT_MS,
      onTimeout,
      signal,
    }));
    return joinPieces(pieces, vectors);
  }

  return {
    modelId,
    dimensions,
    calibration,
    cutQuestion: (text) => cutQuestion(text, window.countTokens),
    embedQuery,
    embedPassages,
    load: () => ({ waiting, estimatedWaitMs: waiting * turn.expectedMs }),
    close: async () => model.close(),
  };
}
