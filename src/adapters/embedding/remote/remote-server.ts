import { z } from 'zod';
import { toUnitVector } from './unit-vector.ts';

export interface RemoteServer {
  /** Base address, without trailing slash. */
  readonly url: string;
  /** Name of the model on the server. */
  readonly modelName: string;
  readonly apiKey: string | null;
  /** Returns the trace headers of the current request; empty without traces. */
  readonly traceHeaders: () => Readonly<Record<string, string>>;
  readonly dimensions: number;
}

/**
 * `connection`: no answer, or a truncated one; the next answer may come from another server.
 * `busy`: 429, 502, 503, 504. `lasting`: a retry would change nothing.
 */
export type RemoteFailureKind = 'connection' | 'busy' | 'lasting';

/** Failure of one request. `message` ends a French sentence and never quotes the texts. */
export class RemoteFailure extends Error {
  readonly kind: RemoteFailureKind;
  /** Wait that the server asks for, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(kind: RemoteFailureKind, message: string, cause?: unknown, retryAfterMs = 0) {
    super(message, { cause });
    this.name = 'RemoteFailure';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether another attempt may succeed. */
  get isPassing(): boolean {
    return this.kind !== 'lasting';
  }
}

const BUSY = new Set([429, 502, 503, 504]);

/**
 * Requests the unit vectors of texts that have their role prefix, in one attempt, by OpenAI's `POST /v1/embeddings`
 * (Text Embeddings Inference, vLLM, llama.cpp, Ollama and Essaimage answer it). Redirections are not followed: the
 * key would go with them.
 * @returns the vectors, in the order of the texts
 * @throws RemoteFailure; the reason of `signal`
 */
export async function requestVectors(
  { url, modelName, apiKey, traceHeaders, dimensions }: RemoteServer,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  try {
    const response = await fetch(`${url}/v1/embeddings`, {
      method: 'POST',
      signal,
      redirect: 'manual',
      headers: {
        ...traceHeaders(),
        accept: 'application/json',
        'content-type': 'application/json',
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify({ model: modelName, input: texts, encoding_format: 'float' }),
    });
    if (response.status !== 200) {
      // A connection that breaks here does not change the answer.
      await response.body?.cancel().catch(() => {});
      throw failureOf(response);
    }
    return readVectors(await response.text(), texts.length, dimensions);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof RemoteFailure) throw cause;
    throw new RemoteFailure('connection', `son serveur est injoignable${describeCause(cause)}`, cause);
  }
}

function failureOf({ status, headers }: Response): RemoteFailure {
  if (BUSY.has(status)) {
    const retryAfterMs = 1_000 * Number(headers.get('retry-after')) || 0;
    const reason = `son serveur est occupé ou indisponible (${status})`;
    return new RemoteFailure('busy', reason, undefined, retryAfterMs);
  }
  return new RemoteFailure('lasting', `son serveur refuse la demande (${status})`);
}

/** Sorts the vectors by their index: they may come in any order. */
function readVectors(text: string, count: number, dimensions: number): readonly Float32Array[] {
  const answerSchema = z.object({
    data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })).length(count),
  });
  try {
    const { data } = answerSchema.parse(JSON.parse(text));
    const byIndex = new Map(data.map(({ index, embedding }) => [index, embedding]));
    return Array.from({ length: count }, (_, index) => toUnitVector(byIndex.get(index) ?? [], dimensions));
  } catch (cause) {
    const reason = `sa réponse n’est pas faite de vecteurs de ${dimensions} nombres, un par texte`;
    throw new RemoteFailure('lasting', reason, cause);
  }
}

function describeCause(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
}
