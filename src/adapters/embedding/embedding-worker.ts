/** Thread of the model: answers requests one at a time, in order of arrival. */
import { parentPort, workerData } from 'node:worker_threads';
import { runInside } from './native-section.ts';
import type { SentenceEncoder } from './sentence-encoder.ts';
import type { ModelAnswer, WorkerReply, WorkerRequest, WorkerSettings } from './worker-messages.ts';

class TooLate extends Error {}

async function encodeAll(encoder: SentenceEncoder, request: WorkerRequest): Promise<ArrayBuffer> {
  const deadline = performance.now() + request.timeoutMs;
  const values = new Float32Array(request.texts.length * encoder.dimensions);
  for (const [index, text] of request.texts.entries()) {
    const vector = await encoder.encode(text, request.role, () => {
      if (performance.now() > deadline) throw new TooLate();
    });
    values.set(vector, index * encoder.dimensions);
  }
  return values.buffer;
}

async function answer(encoder: SentenceEncoder, request: WorkerRequest): Promise<ModelAnswer> {
  try {
    return { kind: 'vectors', values: await encodeAll(encoder, request) };
  } catch (error) {
    if (error instanceof TooLate) return { kind: 'late' };
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function loadEncoder(): Promise<SentenceEncoder> {
  const { modelDirectory, nativeSection }: WorkerSettings = workerData;
  const inside = <T>(work: () => Promise<T>) => runInside(nativeSection, work);
  // The import itself loads native code.
  const { loadSentenceEncoder } = await inside(() => import('./sentence-encoder.ts'));
  return loadSentenceEncoder(modelDirectory, inside);
}

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const reply = (message: WorkerReply) =>
    port.postMessage(message, message.kind === 'vectors' ? [message.values] : []);
  let encoder: SentenceEncoder;
  try {
    encoder = await loadEncoder();
  } catch (error) {
    reply({ kind: 'unusable', reason: error instanceof Error ? error.message : String(error) });
    return;
  }
  let last = Promise.resolve();
  port.on('message', (request: WorkerRequest) => {
    last = last.then(async () => reply(await answer(encoder, request)));
  });
  reply({ kind: 'ready', dimensions: encoder.dimensions });
}

if (parentPort === null) throw new Error('embedding-worker.ts se lance dans un fil, pas directement');
await serve(parentPort);
