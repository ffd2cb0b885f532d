import { isDomainError } from '../../../domain/errors.ts';
import type { ImportItem, ReadOptions } from '../../../ports/import-reader.ts';
import { startThread, type Thread, ThreadFailure } from '../../../threads/call-thread.ts';
import { describeThreadFailure, importRefused, importUnreadable } from '../../common/import-failures.ts';
import type { ReadLimits } from '../common/read-limits.ts';
import type { DocumentReading } from '../document/read-document.ts';
import type { ReadingCalls, ReadingRequest, ReadingSettings } from '../thread/serve-reading.ts';
import { placeFiche, type TerritoryRegister } from './place-fiche.ts';
import { ResourceRegister } from './resource-register.ts';

const FAILURES = { 'import-refused': importRefused, 'import-unreadable': importUnreadable };
const ENTRY = new URL('../thread/reading-worker.ts', import.meta.url);

/** Reading of a document whose resources have their ids, and whose fiches have their territories. */
export type SettledReading = Omit<DocumentReading, 'items'> & { readonly items: readonly ImportItem[] };

export interface PageReading {
  readonly reading: SettledReading;
  /** Final address, after redirects. */
  readonly url: string;
}

/** Documents of one import: their thread, which starts at the first one and after each failure, and their ids. */
export interface ReadSession extends ReadOptions {
  readonly limits: ReadLimits;
  /**
   * Has the thread read one document, or lines of one, and gives each resource its id.
   * @throws DomainError `import-unreadable`
   */
  read(request: Exclude<ReadingRequest, { kind: 'page' }>, origin: string): Promise<SettledReading>;
  /** Has the thread fetch a page and read it. @throws DomainError `import-refused`, `import-unreadable` */
  readPage(url: string): Promise<PageReading>;
  close(): void;
}

export function openSession(
  {
    threadEntry = ENTRY,
    territories,
    ...settings
  }: ReadingSettings & { readonly threadEntry?: URL; readonly territories: TerritoryRegister },
  options: ReadOptions,
): ReadSession {
  const { limits } = settings;
  const register = new ResourceRegister();
  let thread: Thread<ReadingCalls> | null = null;

  async function ask(request: ReadingRequest, silenceMs: number, origin: string) {
    options.signal.throwIfAborted();
    if (thread === null || thread.hasEnded)
      thread = startThread({ entry: threadEntry, data: settings, memoryMb: limits.workerMemoryMb });
    try {
      return await thread.call('read', request, { silenceMs, signal: options.signal });
    } catch (error) {
      if (!(error instanceof ThreadFailure)) throw error;
      throw importUnreadable(origin, describeThreadFailure(error), error);
    }
  }

  /** Returns before the thread ends: the lookup of a name, which nothing stops, keeps it for ten seconds or more. */
  function close(): void {
    void thread?.stop();
  }

  async function read(request: ReadingRequest, timeoutMs: number, origin: string): Promise<PageReading> {
    const reply = await ask(request, timeoutMs, origin);
    const url = reply.url ?? origin;
    if (reply.kind === 'failed') throw FAILURES[reply.code](url, reply.reason);
    const items = reply.reading.items
      .flatMap((item) => (item.kind === 'unplaced-fiche' ? placeFiche(item, territories) : item))
      .flatMap((item) => register.register(item));
    return { reading: { ...reply.reading, items }, url };
  }

  return {
    ...options,
    limits,
    close,
    read: async (request, origin) => (await read(request, limits.parseTimeoutMs, origin)).reading,
    readPage: (url) => read({ kind: 'page', url }, limits.fetchTimeoutMs + limits.parseTimeoutMs, url),
  };
}

/** Tells whether an error concerns one document only: the others are still read. */
export function isReported(error: unknown): error is Error {
  return isDomainError(error, 'import-unreadable') || isDomainError(error, 'import-refused');
}
