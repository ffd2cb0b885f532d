import { setImmediate } from 'node:timers/promises';
import type { FicheVocabulary } from '../../domain/experience/written-fiche.ts';
import type { ImportItem, ImportOrigin, ImportReader, ReadOptions } from '../../ports/import-reader.ts';
import { importRefused, importUnreadable } from '../common/import-failures.ts';
import type { FetchSettings } from '../fetch/fetcher.ts';
import { DEFAULT_LIMITS, type ReadLimits } from './common/read-limits.ts';
import type { TerritoryRegister } from './sources/place-fiche.ts';
import { readPath, tooLarge } from './sources/read-path.ts';
import { openSession, type ReadSession } from './sources/read-session.ts';
import { readAddresses, readUrl } from './sources/read-url.ts';

export interface ImportReaderOptions {
  readonly vocabulary: FicheVocabulary;
  readonly fetch: FetchSettings;
  /** Finds the places that tables name. */
  readonly territories: TerritoryRegister;
  readonly limits?: Partial<ReadLimits>;
  /** Replaces the module of the process, to test what sites of this machine do to it. */
  readonly entry?: URL;
}

/** Longest time for which items are given without letting the event loop turn. */
const LONGEST_TURN_MS = 20;

/** Reads files, folders, web pages and uploads, each import in a process of its own. */
export function createImportReader(options: ImportReaderOptions): ImportReader {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };

  async function* read(origin: ImportOrigin, readOptions: ReadOptions): AsyncGenerator<ImportItem> {
    const session = openSession({ ...options, limits }, readOptions);
    let itemCount = 0;
    let turnEnd = performance.now() + LONGEST_TURN_MS;
    try {
      for await (const item of readFrom(origin, session)) {
        if (performance.now() > turnEnd) {
          await setImmediate();
          turnEnd = performance.now() + LONGEST_TURN_MS;
        }
        readOptions.signal.throwIfAborted();
        if (item.kind !== 'note' && item.kind !== 'end-of-listing') itemCount += 1;
        // An empty page would mark everything that it once listed as gone.
        if (item.kind !== 'end-of-listing' || itemCount > 0) yield item;
      }
    } finally {
      session.close();
    }
  }

  function readFrom(origin: ImportOrigin, session: ReadSession): AsyncIterable<ImportItem> {
    if (origin.kind === 'path') return readPath(origin.path, session);
    if (origin.kind === 'url') return readUrl(origin.url, session);
    return readContent(origin, session);
  }

  async function* readContent(
    { name, isNamed, mediaType, bytes }: Extract<ImportOrigin, { kind: 'content' }>,
    session: ReadSession,
  ): AsyncGenerator<ImportItem> {
    const size = bytes.byteLength;
    if (size === 0) throw importUnreadable(name, 'le document est vide');
    if (size > limits.documentBytes) throw importRefused(name, tooLarge(size, limits.documentBytes));
    const document = { name, address: null, mediaType, bytes };
    const reading = await session.read({ kind: 'document', document }, name);
    yield* reading.items;
    session.onProgress({ done: size, total: size });
    yield* readAddresses(reading.addresses, session);
    const isListing = reading.format === 'listing' && reading.pager.pageCount === 1;
    if (isListing && isNamed) yield { kind: 'end-of-listing', origin: name };
  }

  return { read };
}
