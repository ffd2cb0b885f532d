import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Death or silence of the thread. The error's message ends a French sentence. */
export class ThreadFailure extends Error {}

/** Thread that reads what comes from outside; unusable after a failure. */
export interface ReadingThread<Request, Reply> {
  readonly hasEnded: boolean;
  tell(request: Request): void;
  /**
   * Waits for the next message, which must not come before the call.
   * @throws ThreadFailure; the reason of `signal`
   */
  hear(timeoutMs: number, signal: AbortSignal): Promise<Reply>;
  /** Ends it at once. */
  stop(): Promise<unknown>;
}

/** @param data `entry`, the module that the thread runs, and its settings */
export function startThread<Request, Reply>(
  data: { readonly entry: string },
  memoryMb: number,
): ReadingThread<Request, Reply> {
  const worker = new Worker(new URL('../../../bin/worker.js', import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  worker.unref();
  // Without a listener, a death between two requests would crash the service.
  worker.on('error', () => {});
  const ended = new AbortController();
  worker.once('exit', () => ended.abort());
  return {
    get hasEnded() {
      return ended.signal.aborted;
    },
    tell: (request) => worker.postMessage(request),
    async hear(timeoutMs, signal) {
      const silence = AbortSignal.timeout(timeoutMs);
      worker.ref();
      try {
        const within = AbortSignal.any([signal, silence, ended.signal]);
        const [reply] = await once(worker, 'message', { signal: within });
        return reply;
      } catch (cause) {
        signal.throwIfAborted();
        throw new ThreadFailure(
          silence.aborted
            ? `la lecture dépasse ${timeoutMs / 1000} secondes`
            : 'la lecture a échoué, ou demandait trop de mémoire',
          { cause },
        );
      } finally {
        worker.unref();
      }
    },
    stop: () => worker.terminate(),
  };
}
