import { SmoothedDuration } from '../../domain/load/smoothed-duration.ts';
import type { Embedder } from '../../ports/embedder.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { embedderUnavailable, embeddingTooLate } from './embedding-errors.ts';
import { checkIdentity } from './identity-check.ts';
import { meanDirection } from './mean-direction.ts';
import { createOpenaiProtocol } from './openai-protocol.ts';
import { cutIntoBatches, mapAtMost } from './passage-batches.ts';
import { contentHashOf, readReferenceVectors } from './reference-vectors.ts';
import { RemoteModel } from './remote-model.ts';
import { createRemoteServer } from './remote-server.ts';
import { teiProtocol } from './tei-protocol.ts';
import { cutIntoPieces } from './text-pieces.ts';
import { loadTokenCounter } from './token-counter.ts';
import { verifyModel } from './verify-model.ts';

export interface RemoteLimits {
  /** To find the server at the start. */
  readonly startTimeoutMs: number;
  /** For each request of the identity check. */
  readonly checkTimeoutMs: number;
  /** For one batch of passages, all attempts included. */
  readonly batchTimeoutMs: number;
  readonly batchTexts: number;
  readonly batchCharacters: number;
  /** Batches of one list of passages that are asked for at once. */
  readonly batchesAtOnce: number;
  readonly maxWaitingQueries: number;
  readonly maxAttempts: number;
  readonly retryBaseMs: number;
  readonly retryCapMs: number;
  readonly failuresToOpen: number;
  readonly openMs: number;
}

const DEFAULT_LIMITS: RemoteLimits = {
  startTimeoutMs: 10_000,
  checkTimeoutMs: 10_000,
  batchTimeoutMs: 60_000,
  batchTexts: 16,
  batchCharacters: 8_000,
  batchesAtOnce: 2,
  maxWaitingQueries: 200,
  maxAttempts: 3,
  retryBaseMs: 100,
  retryCapMs: 2_000,
  failuresToOpen: 5,
  openMs: 2_000,
};

export interface RemoteEmbedderOptions {
  /** Base address, without a final slash. */
  readonly url: string;
  readonly api: 'openai' | 'tei';
  readonly apiKey: string | null;
  /** The folder of the model that the server must serve: identity, calibration, tokenizer, references. */
  readonly modelDirectory: string;
  /** For one question, from the call to the answer. */
  readonly timeoutMs: number;
  /** Sent with each request, so that the server's work belongs to the same trace. */
  readonly traceHeaders?: () => Readonly<Record<string, string>>;
  /** A request failed, or the server serves another model. */
  readonly onFault?: (cause: unknown) => void;
  readonly limits?: Partial<RemoteLimits>;
}

type Role = 'query' | 'passage';

async function openModel(options: RemoteEmbedderOptions, limits: RemoteLimits) {
  const { modelId, calibration, directory } = await verifyModel(options.modelDirectory);
  const { probes } = await readReferenceVectors(directory, modelId);
  const dimensions = probes[0]?.vector.length ?? 0;
  const tokens = await loadTokenCounter(directory);
  const name = modelId.slice(0, -contentHashOf(modelId).length - 1);
  const protocol = options.api === 'tei' ? teiProtocol : createOpenaiProtocol(name);
  const { url, apiKey, traceHeaders = () => ({}) } = options;
  const server = createRemoteServer({ url, apiKey, traceHeaders, protocol, dimensions });
  const check = {
    server,
    modelDirectory: directory,
    probes,
    maxTokens: tokens.maxTokens,
    timeoutMs: limits.checkTimeoutMs,
  };
  const model = new RemoteModel({
    server,
    checkIdentity: (signal) => checkIdentity(check, signal),
    breaker: new CircuitBreaker({ ...limits, now: () => performance.now() }),
    retry: {
      maxAttempts: limits.maxAttempts,
      baseMs: limits.retryBaseMs,
      capMs: limits.retryCapMs,
      random: Math.random,
    },
    onFault: options.onFault ?? (() => {}),
  });
  return { model, modelId, calibration, dimensions, tokens };
}

/** How busy a server is, as seen from here: it says nothing of its own queue. */
class RemoteLoad {
  readonly #turn = new SmoothedDuration();
  #waiting = 0;

  get waiting(): number {
    return this.#waiting;
  }

  /** What one takes when served one after the other, times those that wait. */
  get estimatedWaitMs(): number {
    return this.#waiting * this.#turn.expectedMs;
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const [ahead, start] = [this.#waiting, performance.now()];
    try {
      const result = await work();
      this.#turn.add((performance.now() - start) / ahead);
      return result;
    } finally {
      this.#waiting -= 1;
    }
  }
}

/**
 * Uses a model that another server runs, once it has shown that it is the one whose folder is here: same
 * identity, so the same index. Nothing of its weights is loaded. Prefixes of the roles are added here, and a
 * text longer than the window is cut here, so that no server cuts it silently.
 * @throws DomainError `model-invalid`, `embedder-unavailable`
 */
export async function createRemoteEmbedder(options: RemoteEmbedderOptions) {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { model, modelId, calibration, dimensions, tokens } = await openModel(options, limits);
  const known = await model.start(limits.startTimeoutMs);
  const batch = {
    maxTexts: Math.min(limits.batchTexts, known.maxTexts ?? limits.batchTexts),
    maxCharacters: limits.batchCharacters,
  };
  const load = new RemoteLoad();

  function piecesOf(text: string, role: Role): readonly string[] {
    const fits = (piece: string) => tokens.count(`${role}: ${piece}`) <= tokens.maxTokens;
    return cutIntoPieces(text, tokens.maxTokens, fits).map((piece) => `${role}: ${piece}`);
  }

  /** @param remainingMs what a batch that starts now is given */
  async function embedBatches(
    texts: readonly string[],
    remainingMs: () => number,
    onTimeout: () => Error,
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const embedBatch = (some: readonly string[], siblings: AbortSignal) =>
      model.embed(some, { timeoutMs: remainingMs(), signal: siblings, onTimeout });
    return (await mapAtMost(limits.batchesAtOnce, cutIntoBatches(texts, batch), embedBatch, signal)).flat();
  }

  const join = (vectors: readonly Float32Array[]) =>
    vectors.length === 1 && vectors[0] !== undefined ? vectors[0] : meanDirection(vectors);

  async function embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    signal?.throwIfAborted();
    if (load.waiting >= limits.maxWaitingQueries)
      throw embedderUnavailable('trop de demandes attendent déjà');
    const { timeoutMs } = options;
    const deadline = performance.now() + timeoutMs;
    const remainingMs = () => Math.max(0, deadline - performance.now());
    const onTimeout = () => embeddingTooLate('embedQuery', timeoutMs);
    return load.during(async () =>
      join(await embedBatches(piecesOf(text, 'query'), remainingMs, onTimeout, signal)),
    );
  }

  async function embedPassages(texts: readonly string[]): Promise<readonly Float32Array[]> {
    const pieces = texts.map((text) => piecesOf(text, 'passage'));
    const { batchTimeoutMs } = limits;
    const onTimeout = () => embeddingTooLate('embedPassages', batchTimeoutMs);
    const vectors = await embedBatches(pieces.flat(), () => batchTimeoutMs, onTimeout);
    let next = 0;
    return pieces.map(({ length }) => {
      next += length;
      return join(vectors.slice(next - length, next));
    });
  }

  return {
    modelId,
    dimensions,
    calibration,
    embedQuery,
    embedPassages,
    /** Questions that wait for an answer, and what one asked now would wait for its own turn. */
    load: () => ({ waiting: load.waiting, estimatedWaitMs: load.estimatedWaitMs }),
    close: async () => model.close(),
  } satisfies Embedder & { load(): unknown };
}
