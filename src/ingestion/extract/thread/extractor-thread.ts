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
  /** The module that the thread runs, which calls `serveExtractor`. */
  readonly entry: URL;
  readonly settings: ExtractorSettings;
  /** To start and read the register. */
  readonly startMs: number;
  /** Without a word from a thread that owes one: it is stuck. */
  readonly silenceMs: number;
  readonly memoryMb: number;
}

/** The thread died, got stuck, or said something that makes no sense. The message ends a French sentence. */
export class ThreadFailure extends Error {}

/** One thread that draws experiences. After a failure it is no good any more. */
export interface ExtractorThread {
  readonly hasEnded: boolean;
  /** Resolves once it is ready. Throws ThreadFailure; the reason of `signal`. */
  start(signal: AbortSignal): Promise<void>;
  /**
   * Draws the experiences of one resource at a time, and computes meanwhile the vectors that it asks for.
   * Throws ThreadFailure; the reason of `signal`; what the embedder throws.
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
  // Between two resources nobody listens: its end is seen by the next one.
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

/** The next thing that a thread says; what it says before it is listened to is kept. */
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
