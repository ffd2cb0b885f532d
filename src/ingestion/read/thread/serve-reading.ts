import { isDomainError } from '../../../domain/errors.ts';
import type { FicheVocabulary } from '../../../domain/experience/written-fiche.ts';
import { serveCalls } from '../../../threads/call-thread.ts';
import { createFetcher, type FetchSettings, type Network } from '../../fetch/fetcher.ts';
import { UnreadableDocument } from '../common/read-item.ts';
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

/** One at a time. */
export type ReadingCalls = { read(request: ReadingRequest): Promise<ReadingReply> };

/**
 * Fetches and parses, in a thread of one import, what comes from outside: a site or a document made to stall or to fill
 * it does so to nothing else. An unexpected error ends the thread, and the service notices.
 * @param network replaces the public internet in tests
 */
export function serveReading(
  { vocabulary, fetch, limits }: ReadingSettings,
  network: Partial<Network> = {},
): void {
  const schema = createFicheSchema(vocabulary);
  const fiches = { schema, vocabulary };
  const { documentBytes: maxBytes, fetchTimeoutMs: timeoutMs } = limits;
  const fetcher = createFetcher({ ...fetch, ...network, maxBytes, timeoutMs });
  let readLine = createLineReader(schema);

  async function readWhole(document: DocumentInput): Promise<ReadingReply> {
    const { address: url } = document;
    try {
      return { kind: 'read', reading: await readDocument(document, fiches), url };
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      return { kind: 'failed', code: 'import-unreadable', url, reason: error.message };
    }
  }

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

  async function read(request: ReadingRequest): Promise<ReadingReply> {
    if (request.kind === 'page') return readPage(request.url);
    if (request.kind === 'document') return readWhole(request.document);
    if (request.firstLine === 1) readLine = createLineReader(schema);
    const items = request.lines.flatMap((line, index) => readLine(line, request.firstLine + index));
    return {
      kind: 'read',
      reading: { format: 'records', items, pager: { next: null, pageCount: 1 }, addresses: [] },
      url: null,
    };
  }

  const calls: ReadingCalls = { read };
  serveCalls(calls);
}
