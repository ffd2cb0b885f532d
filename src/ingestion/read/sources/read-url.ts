import type { ImportItem } from '../../../ports/import-reader.ts';
import { createNote } from '../common/import-note.ts';
import { listingAddress } from '../html/pager.ts';
import { isReported } from './read-path.ts';
import type { PageReading, ReadSession } from './read-session.ts';

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
      yield { kind: 'note', note: createNote('too-many-pages', detail) };
      return;
    }
    seen.add(next);
    let page: PageReading;
    try {
      page = await session.readPage(next);
    } catch (error) {
      if (first === null || !isReported(error)) throw error;
      yield { kind: 'note', note: createNote('document-unreadable', error.message) };
      return;
    }
    first ??= page.url;
    isWhole &&= page.reading.format === 'listing';
    yield* page.reading.items;
    session.onProgress({ done: seen.size, total: Math.max(page.reading.pager.pageCount, seen.size) });
    next = page.reading.pager.next;
  }
  if (isWhole && first !== null && isFirstPage(first)) {
    yield { kind: 'end-of-listing', origin: listingAddress(first) };
  }
}

/** Tells whether the address is a first page: a listing read from its middle is not whole. */
function isFirstPage(address: string): boolean {
  return /^(?:0(?:,|$)|$)/.test(new URL(address).searchParams.get('page') ?? '');
}
