import { workerData } from 'node:worker_threads';
import { serveCalls } from '../../threads/call-thread.ts';
import { runInside } from './native-section.ts';
import type { SentenceEncoder, TextRole } from './sentence-encoder.ts';

export interface ModelRequest {
  readonly role: TextRole;
  /** At least one. */
  readonly texts: readonly string[];
  /** Longest computation, from the receipt of the request. */
  readonly timeoutMs: number;
}

/** `late`: `timeoutMs` elapsed before the end, the thread is healthy. */
type Failure = { readonly kind: 'late' } | { readonly kind: 'failed'; readonly reason: string };

/** One at a time. */
export type ModelCalls = {
  /** Answers once the model is loaded, with the dimension of its vectors or the reason why it is unusable. */
  load(_: null): Promise<number | string>;
  /** Answers the concatenated vectors of the texts, in order. */
  encode(request: ModelRequest): Promise<Float32Array | Failure>;
};

class TooLate extends Error {}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function loadEncoder(): Promise<SentenceEncoder> {
  const { modelDirectory, nativeSection }: { modelDirectory: string; nativeSection: SharedArrayBuffer } =
    workerData;
  const inside = <T>(work: () => Promise<T>) => runInside(nativeSection, work);
  // The import itself loads native code.
  const { loadSentenceEncoder } = await inside(() => import('./sentence-encoder.ts'));
  return loadSentenceEncoder(modelDirectory, inside);
}

async function encodeAll(encoder: SentenceEncoder, request: ModelRequest): Promise<Float32Array> {
  const deadline = performance.now() + request.timeoutMs;
  const values = new Float32Array(request.texts.length * encoder.dimensions);
  for (const [index, text] of request.texts.entries()) {
    const vector = await encoder.encode(text, request.role, () => {
      if (performance.now() > deadline) throw new TooLate();
    });
    values.set(vector, index * encoder.dimensions);
  }
  return values;
}

let encoder: SentenceEncoder | null = null;

const calls: ModelCalls = {
  async load() {
    try {
      encoder = await loadEncoder();
      return encoder.dimensions;
    } catch (error) {
      return reasonOf(error);
    }
  },
  async encode(request) {
    try {
      if (encoder === null) throw new Error('le modèle n’est pas chargé');
      return await encodeAll(encoder, request);
    } catch (error) {
      return error instanceof TooLate ? { kind: 'late' } : { kind: 'failed', reason: reasonOf(error) };
    }
  },
};
serveCalls(calls);
