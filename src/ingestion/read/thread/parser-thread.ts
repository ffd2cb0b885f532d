import { Worker } from 'node:worker_threads';
import {
  type ParserReply,
  type ParserRequest,
  type ParserSettings,
  parserReplySchema,
} from './parser-messages.ts';

/** Timeout or death of the thread because of a document; the next document gets a new thread. */
export class ParserFailure extends Error {
  /** Null when the thread died. */
  readonly timeoutMs: number | null;

  constructor(reason: string, timeoutMs: number | null, options?: { cause?: unknown }) {
    super(reason, options);
    this.timeoutMs = timeoutMs;
  }
}

export interface ParserThread {
  /**
   * Sends one request at a time.
   * @throws ParserFailure; the reason of an aborted signal
   */
  ask(request: ParserRequest, signal: AbortSignal): Promise<ParserReply>;
  close(): Promise<void>;
}

/** Creates a thread that starts at the first request, and again after each failure. */
export function createParserThread(settings: ParserSettings): ParserThread {
  let worker: Worker | null = null;
  const stop = async () => {
    const stopped = worker;
    worker = null;
    await stopped?.terminate();
  };
  return {
    async ask(request, signal) {
      signal.throwIfAborted();
      worker ??= startWorker(settings);
      try {
        return await askOnce(worker, request, settings.limits.parseTimeoutMs, signal);
      } catch (error) {
        await stop();
        throw error;
      }
    },
    close: stop,
  };
}

function startWorker(settings: ParserSettings): Worker {
  const worker = new Worker(new URL('../../../../bin/worker.js', import.meta.url), {
    workerData: {
      entry: new URL('./parse-worker.ts', import.meta.url).href,
      ...settings,
    },
    resourceLimits: { maxOldGenerationSizeMb: settings.limits.workerMemoryMb },
  });
  worker.unref();
  // Without a listener, a death between two requests would crash the service.
  worker.on('error', () => {});
  return worker;
}

function askOnce(
  worker: Worker,
  request: ParserRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ParserReply> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      const reply = parserReplySchema.safeParse(message);
      if (reply.success) end(() => resolve(reply.data));
      else
        end(() =>
          reject(
            new ParserFailure('la lecture a donné un résultat incohérent', null, { cause: reply.error }),
          ),
        );
    };
    const onError = (cause: unknown) =>
      end(() =>
        reject(new ParserFailure('la lecture a échoué, ou demandait trop de mémoire', null, { cause })),
      );
    const onExit = () => onError(undefined);
    const onAbort = () => end(() => reject(signal.reason));
    const timer = setTimeout(() => {
      end(() => reject(new ParserFailure(`la lecture dépasse ${timeoutMs / 1000} secondes`, timeoutMs)));
    }, timeoutMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal.addEventListener('abort', onAbort);
    worker.postMessage(request);
  });
}
