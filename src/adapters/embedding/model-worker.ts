import { Worker } from 'node:worker_threads';
import { startDeadline } from './deadline.ts';
import { createNativeSection, requestStop } from './native-section.ts';
import type { ModelAnswer, WorkerReply, WorkerRequest } from './worker-messages.ts';

export interface ModelWorkerOptions {
  /** Module that the thread runs: `embedding-worker.ts`, or one with the same messages. */
  readonly entry: URL;
  readonly modelDirectory: string;
  readonly startTimeoutMs: number;
  /** Cancels the start; has no effect once the thread is ready. */
  readonly signal: AbortSignal;
  readonly onAnswer: (answer: ModelAnswer) => void;
  /** Called once, last, when the thread is gone or has sent an unexpected message. */
  readonly onEnd: (cause: unknown) => void;
}

/** Thread of the model, ready to answer. */
export interface ModelWorker {
  readonly dimensions: number;
  send(request: WorkerRequest): void;
  /** Stops the thread, at once or when it leaves native code, and silences both listeners. Resolves at its exit. */
  terminate(): Promise<unknown>;
}

/** The thread runs, but its model cannot be used. */
export class ModelUnusable extends Error {}

/**
 * Starts a thread and waits until its model is loaded.
 * @throws ModelUnusable; Error when the thread dies or is not ready in time
 */
export function startModelWorker(options: ModelWorkerOptions): Promise<ModelWorker> {
  return new Promise((resolve, reject) => {
    const nativeSection = createNativeSection();
    const worker = new Worker(new URL('../../../bin/worker.js', import.meta.url), {
      workerData: {
        entry: options.entry.href,
        modelDirectory: options.modelDirectory,
        nativeSection,
      },
    });
    const exited = new Promise((resolveExit) => worker.once('exit', resolveExit));
    let state: 'starting' | 'ready' | 'ended' = 'starting';

    const terminate = () => {
      state = 'ended';
      endStart();
      return requestStop(nativeSection) ? worker.terminate() : exited;
    };
    const end = (cause: unknown) => {
      if (state === 'ended') return;
      const onEnd = state === 'ready' ? options.onEnd : reject;
      void terminate();
      onEnd(cause);
    };
    const abandonStart = () => end(options.signal.reason);
    options.signal.addEventListener('abort', abandonStart);
    const cancelDeadline = startDeadline(options.startTimeoutMs, () =>
      end(new Error(`le modèle n’est pas chargé après ${options.startTimeoutMs} ms`)),
    );
    const endStart = () => {
      cancelDeadline();
      options.signal.removeEventListener('abort', abandonStart);
    };

    worker.on('message', (reply: WorkerReply) => {
      if (state === 'ended') return;
      if (reply.kind === 'unusable') end(new ModelUnusable(reply.reason));
      else if (reply.kind !== 'ready') options.onAnswer(reply);
      else {
        state = 'ready';
        endStart();
        const { dimensions } = reply;
        resolve({ dimensions, send: (request) => worker.postMessage(request), terminate });
      }
    });
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`le fil du modèle s’est arrêté (code ${code})`)));
  });
}
