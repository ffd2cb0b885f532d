import { DomainError } from '../../domain/errors.ts';
import type { Resource, ResourceExtraction } from '../../domain/resource/resource.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { ExperienceExtractor } from '../../ports/experience-extractor.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { importUnreadable } from '../common/import-failures.ts';
import { createExtractorThread, type ExtractorThread, ThreadFailure } from './thread/extractor-thread.ts';

export interface ThreadedExtractorLimits {
  /** To start the thread, which takes about a second. */
  readonly startMs: number;
  /** Before a thread that says nothing is taken for stuck: the longest text takes a few seconds. */
  readonly silenceMs: number;
  /** Without anything to read, before the thread is ended. */
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
  /** The module that the thread runs. */
  readonly entry: URL;
  /** Of what the thread runs. */
  readonly version: string;
  readonly taxonomy: Taxonomy;
  /** No experience is later. */
  readonly currentYear: number;
  /** Asked for every vector: the thread has no model. */
  readonly embedder: Pick<Embedder, 'calibration' | 'embedQuery' | 'embedPassages'>;
  /** A thread died, got stuck or made no sense; the next resource gets another one. */
  readonly onDeath: (cause: unknown) => void;
  readonly limits?: Partial<ThreadedExtractorLimits>;
}

export interface ThreadedExtractor extends ExperienceExtractor {
  /** Ends the thread at once, and refuses what it is reading and what comes. */
  close(): Promise<void>;
}

/**
 * Draws experiences in a thread, so that nobody else waits: the names of the register take half a second to
 * read, a long resource some seconds. The thread starts at the first resource, ends when it has been idle, and is
 * replaced after any failure. Resources are read one at a time.
 */
export function createThreadedExtractor(options: ThreadedExtractorOptions): ThreadedExtractor {
  const { version, embedder, onDeath } = options;
  const { idleMs, ...limits } = { ...DEFAULT_LIMITS, ...options.limits };
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

  /** @returns a thread that is ready */
  async function open(signal: AbortSignal): Promise<ExtractorThread> {
    if (thread !== null && !thread.hasEnded) return thread;
    const { entry, taxonomy, currentYear } = options;
    const { background, strong } = embedder.calibration;
    const settings = { taxonomy, scale: { background, strong }, currentYear };
    const opened = createExtractorThread({ entry, settings, ...limits });
    thread = opened;
    await opened.start(signal);
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
      return await ready.draw(resource, embedder, signal);
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

const CLOSED = 'le service s’arrête';

/** @param reason what prevents it, as the end of a French sentence */
function unavailable(reason: string, cause?: unknown): DomainError<'extractor-unavailable'> {
  return new DomainError(
    'extractor-unavailable',
    `Aucune expérience ne peut être tirée des ressources : ${reason}. Réessayez dans quelques instants ; si cela se répète, la mémoire manque peut-être.`,
    { reason },
    { cause },
  );
}
