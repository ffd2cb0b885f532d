import type { ImportItem } from '../../../ports/import-reader.ts';
import { noteItem } from '../common/read-item.ts';
import { listingAddress } from '../html/pager.ts';
import { isReported, type PageReading, type ReadSession } from './read-session.ts';

/**
 * Reads a web page and the ones that its pager leads to, in order, one at a time.
 * @throws DomainError as `ImportReader.read`, for the first page; a later page that fails ends the reading
 * with a note
 */
export async function* readUrl(address: string, session: ReadSession): AsyncGenerator<ImportItem> {
  const seen = new Set<string>();
  let next: string | null = address;
  let first: string | null = null;
  let isWhole = true;
  while (next !== null && !seen.has(next)) {
    if (seen.size >= session.limits.documents) {
      const detail = `La liste compte plus de ${seen.size} pages : les suivantes ne sont pas lues, et rien n’est tenu pour disparu.`;
      yield noteItem('too-many-pages', detail);
      return;
    }
    seen.add(next);
    let page: PageReading;
    try {
      page = await session.readPage(next);
    } catch (error) {
      if (first === null || !isReported(error)) throw error;
      yield noteItem('document-unreadable', error.message);
      return;
    }
    first ??= page.url;
    isWhole &&= page.reading.format === 'listing';
    yield* page.reading.items;
    yield* readAddresses(page.reading.addresses, session, seen);
    session.onProgress({ done: seen.size, total: Math.max(page.reading.pager.pageCount, seen.size) });
    next = page.reading.pager.next;
  }
  if (isWhole && first !== null && isFirstPage(first)) {
    yield { kind: 'end-of-listing', origin: listingAddress(first) };
  }
}

/**
 * Reads each page of a list, one at a time, and of the lists that it leads to. A page that fails is a note.
 * @param seen addresses that are not read again; those that are read join them
 */
export async function* readAddresses(
  addresses: readonly string[],
  session: ReadSession,
  seen: Set<string> = new Set(),
): AsyncGenerator<ImportItem> {
  const left = [...addresses];
  for (let address = left.shift(); address !== undefined; address = left.shift()) {
    if (seen.has(address)) continue;
    if (seen.size >= session.limits.documents) {
      const detail = `La liste compte plus de ${seen.size} adresses : les suivantes ne sont pas lues.`;
      yield noteItem('too-many-pages', detail);
      return;
    }
    seen.add(address);
    try {
      const { reading } = await session.readPage(address);
      yield* reading.items;
      left.push(...reading.addresses);
    } catch (error) {
      if (!isReported(error)) throw error;
      yield noteItem('document-unreadable', error.message);
    }
    session.onProgress({ done: seen.size, total: seen.size + left.length });
  }
}

/** Tells whether the address is a first page: a listing read from its middle is not whole. */
function isFirstPage(address: string): boolean {
  return /^(?:0(?:,|$)|$)/.test(new URL(address).searchParams.get('page') ?? '');
}
