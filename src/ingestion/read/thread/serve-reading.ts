import type { MessagePort } from 'node:worker_threads';
import { isDomainError } from '../../../domain/errors.ts';
import { createFetcher, type Network } from '../../fetch/fetcher.ts';
import { UnreadableDocument } from '../common/read-item.ts';
import { type DocumentInput, readDocument } from '../document/read-document.ts';
import { createFicheSchema } from '../fiches/read-fiche.ts';
import { createLineReader } from '../fiches/read-records.ts';
import type { ReadingReply, ReadingRequest, ReadingSettings } from './reading-messages.ts';

/**
 * Fetches and parses, in a thread of one import, what comes from outside: a site or a document made to stall or to fill
 * it does so to nothing else. An unexpected error ends the thread, and the service notices.
 * @param network replaces the public internet in tests
 */
export function serveReading(
  port: MessagePort,
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

  port.on('message', async (request: ReadingRequest) => port.postMessage(await read(request)));
}
