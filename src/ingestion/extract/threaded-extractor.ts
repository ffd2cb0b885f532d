import { DomainError } from '../../domain/errors.ts';
import type { Resource, ResourceExtraction } from '../../domain/resource/resource.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { ExperienceExtractor } from '../../ports/import-reader.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { startThread, type Thread, ThreadFailure } from '../../threads/call-thread.ts';
import { describeThreadFailure, importUnreadable } from '../common/import-failures.ts';
import type { ExtractorCalls, ExtractorSettings, VectorCalls } from './serve-extractor.ts';

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
  let thread: Thread<ExtractorCalls> | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function stop(): Promise<void> {
    clearTimeout(idle);
    await thread?.stop();
  }

  async function open(signal: AbortSignal): Promise<Thread<ExtractorCalls>> {
    if (thread !== null && !thread.hasEnded) return thread;
    const { entry, taxonomy, currentYear } = options;
    const { background, strong } = embedder.calibration;
    const settings: ExtractorSettings = { taxonomy, scale: { background, strong }, currentYear };
    const answers: VectorCalls = {
      embedQuery: (text) => embedder.embedQuery(text),
      embedPassages: (texts) => embedder.embedPassages(texts),
    };
    thread = startThread<ExtractorCalls>({ entry, data: settings, memoryMb, answers });
    await thread.call('start', null, { silenceMs: startMs, signal });
    return thread;
  }

  async function extract(resource: Resource, signal: AbortSignal): Promise<ResourceExtraction> {
    signal.throwIfAborted();
    if (isClosed) throw unavailable(CLOSED);
    clearTimeout(idle);
    let isReady = false;
    try {
      const ready = await open(signal);
      isReady = true;
      return { ...(await ready.call('extract', resource, { silenceMs, signal })), resource };
    } catch (error) {
      // The memory of two threads must not add up.
      if (thread?.hasEnded) await thread.stop();
      if (!(error instanceof ThreadFailure)) throw error;
      if (isClosed) throw unavailable(CLOSED, error);
      onDeath(error);
      throw isReady
        ? importUnreadable(resource.title, describeThreadFailure(error), error)
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

/** @param reason end of a French sentence */
function unavailable(reason: string, cause?: unknown): DomainError<'extractor-unavailable'> {
  return new DomainError(
    'extractor-unavailable',
    `Aucune expérience ne peut être tirée des ressources : ${reason}. Réessayez dans quelques instants ; si cela se répète, la mémoire manque peut-être.`,
    { reason },
    { cause },
  );
}
