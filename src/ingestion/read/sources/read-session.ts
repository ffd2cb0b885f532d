import { isDomainError } from '../../../domain/errors.ts';
import type { ImportItem, ReadOptions } from '../../../ports/import-reader.ts';
import { type CallBounds, startThread, type Thread, ThreadFailure } from '../../../threads/call-thread.ts';
import { openProcess } from '../../../threads/far-end.ts';
import { describeThreadFailure, importRefused, importUnreadable } from '../../common/import-failures.ts';
import type { ReadItem } from '../common/read-item.ts';
import type { ReadLimits } from '../common/read-limits.ts';
import type { DocumentReading } from '../document/read-document.ts';
import type { ReadingCalls, ReadingRequest, ReadingSettings } from '../process/serve-reading.ts';
import { placeFiche, type TerritoryRegister } from './place-fiche.ts';
import { ResourceRegister } from './resource-register.ts';

const FAILURES = { 'import-refused': importRefused, 'import-unreadable': importUnreadable };
const ENTRY = new URL('../process/reading-worker.ts', import.meta.url);

/** Longest start of a process, on a machine that has much else to do. */
const START_MS = 30_000;

/** Reading of a document whose resources have their ids, and whose fiches have their territories. */
export type SettledReading = Omit<DocumentReading, 'items'> & { readonly items: readonly ImportItem[] };

export interface PageReading {
  readonly reading: SettledReading;
  /** Final address, after redirects. */
  readonly url: string;
}

/** Documents of one import: their process, which starts at the first one and after each failure, and their ids. */
export interface ReadSession extends ReadOptions {
  readonly limits: ReadLimits;
  /**
   * Has it read one document, or lines of one, and gives each resource its id.
   * @throws DomainError `import-unreadable`
   */
  read(request: Exclude<ReadingRequest, { kind: 'page' }>, origin: string): Promise<SettledReading>;
  /** Has it fetch a page and read it. @throws DomainError `import-refused`, `import-unreadable` */
  readPage(url: string): Promise<PageReading>;
  close(): void;
}

export function openSession(
  {
    entry = ENTRY,
    territories,
    ...settings
  }: ReadingSettings & { readonly entry?: URL; readonly territories: TerritoryRegister },
  options: ReadOptions,
): ReadSession {
  const { limits } = settings;
  const register = new ResourceRegister();
  let process: Thread<ReadingCalls> | null = null;

  async function ask(request: ReadingRequest, bounds: CallBounds) {
    if (process === null || process.hasEnded) {
      process = startThread({ entry, memoryMb: limits.workerMemoryMb, open: openProcess });
      await process.call('open', settings, { ...bounds, silenceMs: START_MS });
    }
    const reply = await process.call('read', request, bounds);
    if (reply.kind === 'failed') return reply;
    const items = settle(reply.reading.items);
    for (let batch = reply.reading.items; batch.length > 0; items.push(...settle(batch))) {
      batch = await process.call('more', null, bounds);
    }
    return { ...reply, reading: { ...reply.reading, items } };
  }

  function settle(items: readonly ReadItem[]): ImportItem[] {
    return items
      .flatMap((item) => (item.kind === 'unplaced-fiche' ? placeFiche(item, territories) : item))
      .flatMap((item) => register.register(item));
  }

  function close(): void {
    void process?.stop();
  }

  async function read(request: ReadingRequest, timeoutMs: number, origin: string): Promise<PageReading> {
    options.signal.throwIfAborted();
    try {
      const reply = await ask(request, { silenceMs: timeoutMs, signal: options.signal });
      const url = reply.url ?? origin;
      if (reply.kind === 'failed') throw FAILURES[reply.code](url, reply.reason);
      return { reading: reply.reading, url };
    } catch (error) {
      if (!(error instanceof ThreadFailure)) throw error;
      throw importUnreadable(origin, describeThreadFailure(error), error);
    }
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
