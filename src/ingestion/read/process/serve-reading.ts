import { isDomainError } from '../../../domain/errors.ts';
import type { FicheVocabulary } from '../../../domain/experience/written-fiche.ts';
import { serveCalls } from '../../../threads/call-thread.ts';
import { createFetcher, type FetchSettings } from '../../fetch/fetcher.ts';
import type { Network } from '../../fetch/request-once.ts';
import { noteItem, type ReadItem, UnreadableDocument } from '../common/read-item.ts';
import type { ReadLimits } from '../common/read-limits.ts';
import { type DocumentInput, type DocumentReading, readDocument } from '../document/read-document.ts';
import { createFicheSchema } from '../fiches/read-fiche.ts';
import { createLineReader } from '../fiches/read-records.ts';

export interface ReadingSettings {
  readonly vocabulary: FicheVocabulary;
  readonly fetch: FetchSettings;
  readonly limits: ReadLimits;
}

export type ReadingRequest =
  | { readonly kind: 'page'; readonly url: string }
  | { readonly kind: 'document'; readonly document: DocumentInput }
  /** Lines of an NDJSON file, from `firstLine` on; 1 starts a new file. */
  | { readonly kind: 'records'; readonly lines: readonly string[]; readonly firstLine: number };

export type ReadingReply =
  | {
      readonly kind: 'read';
      readonly reading: DocumentReading;
      /** Final address of a page, after redirects; null for the rest. */
      readonly url: string | null;
    }
  | {
      readonly kind: 'failed';
      readonly code: 'import-refused' | 'import-unreadable';
      /** Address at fault; null for a document that came without one. */
      readonly url: string | null;
      readonly reason: string;
    };

/** One at a time, the settings first. */
export type ReadingCalls = {
  open(settings: ReadingSettings): void;
  read(request: ReadingRequest): Promise<ReadingReply>;
  /** Gives the items that follow those of the reply, none at the end: a message of all would hold the service up. */
  more(nothing: null): readonly ReadItem[];
};

/** Items of a message. */
const BATCH = 1_000;
/** Remarks of an import that are given; of each later document, or megabyte of records, their number. */
const MOST_NOTES = 1_000;

/**
 * Fetches and parses, in a process of one import, what comes from outside: a site or a document made to stall or to
 * fill it does so to nothing else. An unexpected error ends the process, and the service notices.
 * @param network replaces the public internet in tests
 */
export function serveReading(network: Partial<Network> = {}): void {
  let read: ReadingCalls['read'] = async () => {
    throw new Error('the settings come first');
  };
  let left: readonly ReadItem[] = [];
  const dropNotes = createNoteLimit();
  function more(): readonly ReadItem[] {
    const batch = left.slice(0, BATCH);
    left = left.slice(BATCH);
    return batch;
  }
  const calls: ReadingCalls = {
    open(settings) {
      read = createReading(settings, network);
    },
    async read(request) {
      const reply = await read(request);
      if (reply.kind === 'failed') return reply;
      left = dropNotes(reply.reading.items);
      return { ...reply, reading: { ...reply.reading, items: more() } };
    },
    more,
  };
  serveCalls(calls);
}

function createNoteLimit() {
  let noteCount = 0;
  return (items: readonly ReadItem[]): readonly ReadItem[] => {
    const kept = items.filter(({ kind }) => kind !== 'note' || ++noteCount <= MOST_NOTES);
    const count = items.length - kept.length;
    const detail = `${count} remarque(s) de plus ne sont pas données.`;
    return count === 0 ? kept : [...kept, noteItem('notes-omitted', detail)];
  };
}

function createReading({ vocabulary, fetch, limits }: ReadingSettings, network: Partial<Network>) {
  const schema = createFicheSchema(vocabulary);
  const fiches = { schema, vocabulary };
  const { documentBytes: maxBytes, fetchTimeoutMs: timeoutMs } = limits;
  const fetcher = createFetcher({ ...fetch, ...network, maxBytes, timeoutMs });
  let readLine = createLineReader(schema);

  async function attempt(
    read: () => DocumentReading | Promise<DocumentReading>,
    url: string | null,
  ): Promise<ReadingReply> {
    try {
      return { kind: 'read', reading: await read(), url };
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      return { kind: 'failed', code: 'import-unreadable', url, reason: error.message };
    }
  }

  const readWhole = (document: DocumentInput) =>
    attempt(() => readDocument(document, fiches), document.address);

  async function readPage(address: string): Promise<ReadingReply> {
    try {
      const { url, mediaType, bytes } = await fetcher.fetch(address);
      const name = new URL(url).pathname.split('/').at(-1) ?? '';
      return await readWhole({ name, address: url, mediaType, bytes });
    } catch (error) {
      if (!isDomainError(error, 'import-refused') && !isDomainError(error, 'import-unreadable')) throw error;
      const { origin: url, reason } = error.details;
      return { kind: 'failed', code: error.code, url, reason };
    }
  }

  return async (request: ReadingRequest): Promise<ReadingReply> => {
    if (request.kind === 'page') return readPage(request.url);
    if (request.kind === 'document') return readWhole(request.document);
    if (request.firstLine === 1) readLine = createLineReader(schema);
    return attempt(() => {
      const items = request.lines.flatMap((line, index) => readLine(line, request.firstLine + index));
      return { format: 'records', items, pager: { next: null, pageCount: 1 }, addresses: [] };
    }, null);
  };
}
