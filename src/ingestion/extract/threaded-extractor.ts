import { DomainError } from '../../domain/errors.ts';
import type { Resource, ResourceExtraction } from '../../domain/resource/resource.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { ExperienceExtractor } from '../../ports/import-reader.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { importUnreadable } from '../common/import-failures.ts';
import { type ReadingThread, startThread, ThreadFailure } from '../common/reading-thread.ts';
import type { ExtractorReply, ExtractorRequest, ExtractorSettings } from './serve-extractor.ts';

type ExtractorThread = ReadingThread<ExtractorRequest, ExtractorReply>;

export interface ThreadedExtractorLimits {
  /** Time to start the thread, which takes about a second. */
  readonly startMs: number;
  /** Longest wait for a message, before the thread counts as stuck; the longest text takes a few seconds. */
  readonly silenceMs: number;
  /** Idle time before the thread is ended. */
  readonly idleMs: number;
  readonly memoryMb: number;
}

const DEFAULT_LIMITS: ThreadedExtractorLimits = {
  startMs: 60_000,
  silenceMs: 30_000,
  idleMs: 60_000,
  memoryMb: 768,
};

export interface ThreadedExtractorOptions {
  /** Module that the thread runs. */
  readonly entry: URL;
  /** Version of the extraction, from `extractionVersion`. */
  readonly version: string;
  readonly taxonomy: Taxonomy;
  /** Latest year of an experience. */
  readonly currentYear: number;
  /** Computes every vector: the thread has no model. */
  readonly embedder: Pick<Embedder, 'calibration' | 'embedQuery' | 'embedPassages'>;
  /** Called when a thread died, got stuck or sent an invalid message; the next resource gets a new one. */
  readonly onDeath: (cause: unknown) => void;
  readonly limits?: Partial<ThreadedExtractorLimits>;
}

export interface ThreadedExtractor extends ExperienceExtractor {
  /** Ends the thread at once; fails the current extraction and later ones. */
  close(): Promise<void>;
}

/**
 * Extracts experiences in a thread, to keep the service responsive: the names of the register take half a
 * second to read, a long resource some seconds. The thread starts at the first resource, ends when idle, and
 * is replaced after any failure. Resources are read one at a time.
 */
export function createThreadedExtractor(options: ThreadedExtractorOptions): ThreadedExtractor {
  const { version, embedder, onDeath } = options;
  const { startMs, silenceMs, idleMs, memoryMb } = { ...DEFAULT_LIMITS, ...options.limits };
  let thread: ExtractorThread | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopped = thread;
    thread = null;
    await stopped?.stop();
  }

  /** Returns a thread that is ready. */
  async function open(signal: AbortSignal): Promise<ExtractorThread> {
    if (thread !== null && !thread.hasEnded) return thread;
    const { entry, taxonomy, currentYear } = options;
    const { background, strong } = embedder.calibration;
    const settings: ExtractorSettings = { taxonomy, scale: { background, strong }, currentYear };
    thread = startThread({ entry: entry.href, ...settings }, memoryMb);
    const opened = thread;
    // The only message before a request is that it is ready.
    await opened.hear(startMs, signal);
    return opened;
  }

  async function extract(resource: Resource, signal: AbortSignal): Promise<ResourceExtraction> {
    signal.throwIfAborted();
    if (isClosed) throw unavailable(CLOSED);
    clearTimeout(idle);
    let isReady = false;
    try {
      const ready = await open(signal);
      isReady = true;
      return await draw(ready, resource, embedder, { silenceMs, signal });
    } catch (error) {
      await stop();
      if (!(error instanceof ThreadFailure)) throw error;
      if (isClosed) throw unavailable(CLOSED, error);
      onDeath(error);
      throw isReady
        ? importUnreadable(resource.title, error.message, error)
        : unavailable('leur lecture ne démarre pas', error);
    } finally {
      if (!isClosed) idle = setTimeout(stop, idleMs).unref();
    }
  }

  return {
    version,
    extract(resource, signal) {
      const turn = lastTurn.then(() => extract(resource, signal));
      lastTurn = turn.catch(() => {});
      return turn;
    },
    async close() {
      isClosed = true;
      await stop();
    },
  };
}

/** Extracts the experiences of a resource, and computes the vectors that the thread requests. */
async function draw(
  thread: ExtractorThread,
  resource: Resource,
  embedder: ThreadedExtractorOptions['embedder'],
  { silenceMs, signal }: { readonly silenceMs: number; readonly signal: AbortSignal },
): Promise<ResourceExtraction> {
  thread.tell({ kind: 'extract', resource });
  for (;;) {
    const reply = await thread.hear(silenceMs, signal);
    if (reply.kind === 'extracted') return { ...reply.extraction, resource };
    const vectors =
      reply.kind === 'embed-question'
        ? [await embedder.embedQuery(reply.text)]
        : await embedder.embedPassages(reply.texts);
    thread.tell({ kind: 'vectors', vectors });
  }
}

const CLOSED = 'le service s’arrête';

/** @param reason end of a French sentence */
function unavailable(reason: string, cause?: unknown): DomainError<'extractor-unavailable'> {
  return new DomainError(
    'extractor-unavailable',
    `Aucune expérience ne peut être tirée des ressources : ${reason}. Réessayez dans quelques instants ; si cela se répète, la mémoire manque peut-être.`,
    { reason },
    { cause },
  );
}
