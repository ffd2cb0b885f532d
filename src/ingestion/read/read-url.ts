import type { ImportItem, ReadOptions } from '../../ports/import-reader.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import { listingAddress } from './html/pager.ts';
import { createNote } from './import-note.ts';
import type { ReadLimits } from './read-limits.ts';
import { type Reading, type ReadSession, readOneDocument } from './read-one-document.ts';
import { isReported } from './read-path.ts';

/**
 * A page of the web and those that its pager leads to, in order, one at a time.
 * @throws DomainError as `ImportReader.read`, for the first page; a later one that fails ends the reading
 * with a note
 */
export async function* readUrl(
  address: string,
  { onProgress }: Pick<ReadOptions, 'onProgress'>,
  session: ReadSession,
  fetcher: Fetcher,
  limits: ReadLimits,
): AsyncGenerator<ImportItem> {
  const seen = new Set<string>();
  let next: string | null = address;
  let first: string | null = null;
  let isWhole = true;
  while (next !== null && !seen.has(next) && seen.size < limits.documents) {
    seen.add(next);
    let page: { readonly reading: Reading; readonly url: string };
    try {
      page = await readPage(next, session, fetcher);
    } catch (error) {
      if (first === null || !isReported(error)) throw error;
      yield { kind: 'note', note: createNote('document-unreadable', error.message) };
      return;
    }
    first ??= page.url;
    isWhole &&= page.reading.isWhole && page.reading.format === 'listing';
    yield* page.reading.items;
    onProgress({ done: seen.size, total: Math.max(page.reading.pager.pageCount, seen.size) });
    next = page.reading.pager.next;
  }
  if (next !== null && !seen.has(next)) {
    const detail = `La liste compte plus de ${limits.documents} pages : les suivantes ne sont pas lues.`;
    yield { kind: 'note', note: createNote('too-many-pages', detail) };
  } else if (isWhole && first !== null && isFirstPage(first)) {
    yield { kind: 'end-of-listing', origin: listingAddress(first) };
  }
}

async function readPage(url: string, session: ReadSession, fetcher: Fetcher) {
  const fetched = await fetcher.fetch(url, session.signal);
  const name = new URL(fetched.url).pathname.split('/').at(-1) ?? '';
  const document = { name, address: fetched.url, mediaType: fetched.mediaType, bytes: fetched.bytes };
  return { url: fetched.url, reading: await readOneDocument(document, fetched.url, session) };
}

/** A listing read from its middle is not whole. */
function isFirstPage(address: string): boolean {
  return /^(?:0(?:,|$)|$)/.test(new URL(address).searchParams.get('page') ?? '');
}
