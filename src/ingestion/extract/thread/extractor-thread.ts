import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Resource, ResourceExtraction } from '../../../domain/resource/resource.ts';
import type { Embedder } from '../../../ports/embedder.ts';
import {
  type ExtractorReply,
  type ExtractorRequest,
  type ExtractorSettings,
  extractorReplySchema,
} from './extractor-messages.ts';

export interface ExtractorThreadOptions {
  /** Module that the thread runs, which calls `serveExtractor`. */
  readonly entry: URL;
  readonly settings: ExtractorSettings;
  /** Time to start and load the register. */
  readonly startMs: number;
  /** Longest wait for a message, before the thread counts as stuck. */
  readonly silenceMs: number;
  readonly memoryMb: number;
}

/** Death of the thread, silence or invalid message. The error's message ends a French sentence. */
export class ThreadFailure extends Error {}

/** Thread that extracts experiences; unusable after a failure. */
export interface ExtractorThread {
  readonly hasEnded: boolean;
  /** Resolves once the thread is ready. Throws ThreadFailure; the reason of `signal`. */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Extracts the experiences of one resource at a time, and computes the vectors that the thread requests.
   * Throws ThreadFailure; the reason of `signal`; errors of the embedder.
   */
  draw(
    resource: Resource,
    embedder: Pick<Embedder, 'embedQuery' | 'embedPassages'>,
    signal: AbortSignal,
  ): Promise<ResourceExtraction>;
  /** Ends it at once. */
  stop(): Promise<unknown>;
}

export function createExtractorThread(options: ExtractorThreadOptions): ExtractorThread {
  const { entry, settings, startMs, silenceMs, memoryMb } = options;
  const worker = new Worker(new URL('../../../../bin/worker.js', import.meta.url), {
    workerData: { entry: entry.href, ...settings },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  worker.unref();
  const said = on(worker, 'message', { close: ['exit'] });
  // Without a listener, a death between two resources would crash the service.
  worker.on('error', () => {});
  let hasEnded = false;
  worker.once('exit', () => {
    hasEnded = true;
  });
  const tell = (request: ExtractorRequest) => worker.postMessage(request);

  return {
    get hasEnded() {
      return hasEnded;
    },
    async start(signal) {
      const { kind } = await hearNext(said, startMs, signal);
      if (kind !== 'ready') throw new ThreadFailure(`message inattendu : ${kind}`);
    },
    async draw(resource, embedder, signal) {
      tell({ kind: 'extract', resource });
      for (;;) {
        const reply = await hearNext(said, silenceMs, signal);
        if (reply.kind === 'extracted') {
          return { resource, experiences: reply.experiences, notes: reply.notes };
        }
        if (reply.kind === 'ready') throw new ThreadFailure('la lecture a recommencé d’elle-même');
        const vectors =
          reply.kind === 'embed-question'
            ? [await embedder.embedQuery(reply.text)]
            : [...(await embedder.embedPassages(reply.texts))];
        tell({ kind: 'vectors', id: reply.id, vectors });
      }
    },
    stop: () => worker.terminate(),
  };
}

/** Waits for the next message of a thread; earlier messages are queued. */
function hearNext(
  said: AsyncIterator<unknown[]>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ExtractorReply> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const fail = (reason: string, cause?: unknown) => reject(new ThreadFailure(reason, { cause }));
    const onAbort = () => reject(signal.reason);
    const timer = setTimeout(() => fail(`la lecture dépasse ${timeoutMs / 1000} secondes`), timeoutMs);
    signal.addEventListener('abort', onAbort);
    said
      .next()
      .then(
        ({ done, value }) => {
          if (done === true) return fail('la lecture s’est arrêtée');
          const reply = extractorReplySchema.safeParse(value[0]);
          if (reply.success) resolve(reply.data);
          else fail('la lecture a donné un résultat incohérent', reply.error);
        },
        (cause: unknown) => fail('la lecture a échoué, ou demandait trop de mémoire', cause),
      )
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      });
  });
}
