import type { ImportNote } from '../../../domain/resource/resource.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import type { Fetcher } from '../../fetch/fetcher.ts';
import { createNote } from '../common/import-note.ts';
import type { ReadLimits } from '../common/read-limits.ts';
import { listingAddress } from '../html/pager.ts';
import { isReported } from './read-path.ts';
import type { ReadSession } from './read-session.ts';

/**
 * Reads a web page and the ones that its pager leads to, in order, one at a time.
 * @throws DomainError as `ImportReader.read`, for the first page; a later page that fails ends the reading
 * with a note
 */
export async function* readUrl(
  address: string,
  session: ReadSession,
  fetcher: Fetcher,
): AsyncGenerator<ImportItem> {
  const startedAt = performance.now();
  const seen = new Set<string>();
  let byteCount = 0;
  let next: string | null = address;
  let first: string | null = null;
  let isWhole = true;
  while (next !== null && !seen.has(next)) {
    const spent = { pageCount: seen.size, byteCount, timeMs: performance.now() - startedAt };
    const stop = findReasonToStop(spent, session.limits);
    if (stop !== null) {
      yield { kind: 'note', note: stop };
      return;
    }
    seen.add(next);
    let page: Awaited<ReturnType<typeof readPage>>;
    try {
      page = await readPage(next, session, fetcher);
    } catch (error) {
      if (first === null || !isReported(error)) throw error;
      yield { kind: 'note', note: createNote('document-unreadable', error.message) };
      return;
    }
    first ??= page.url;
    byteCount += page.byteCount;
    isWhole &&= page.reading.format === 'listing';
    yield* page.reading.items;
    session.onProgress({ done: seen.size, total: Math.max(page.reading.pager.pageCount, seen.size) });
    next = page.reading.pager.next;
  }
  if (isWhole && first !== null && isFirstPage(first)) {
    yield { kind: 'end-of-listing', origin: listingAddress(first) };
  }
}

/** Returns a note on the pages left unread; null while the next one may be read. */
function findReasonToStop(
  spent: { readonly pageCount: number; readonly byteCount: number; readonly timeMs: number },
  { documents, listingBytes, listingTimeMs }: ReadLimits,
): ImportNote | null {
  const left = 'les pages suivantes ne sont pas lues, et rien n’est tenu pour disparu.';
  if (spent.pageCount >= documents) {
    return createNote('too-many-pages', `La liste compte plus de ${documents} pages : ${left}`);
  }
  if (spent.byteCount >= listingBytes) {
    const detail = `Les pages de la liste pèsent déjà ${Math.floor(listingBytes / 1e6)} Mo, le plus qui soit lu : ${left}`;
    return createNote('listing-too-large', detail);
  }
  if (spent.timeMs >= listingTimeMs) {
    const detail = `La liste se lit depuis plus de ${Math.floor(listingTimeMs / 60_000)} minutes : ${left}`;
    return createNote('listing-too-slow', detail);
  }
  return null;
}

async function readPage(url: string, session: ReadSession, fetcher: Fetcher) {
  const fetched = await fetcher.fetch(url, session.signal);
  const name = new URL(fetched.url).pathname.split('/').at(-1) ?? '';
  const document = { name, address: fetched.url, mediaType: fetched.mediaType, bytes: fetched.bytes };
  const reading = await session.read({ kind: 'document', document }, fetched.url);
  return { url: fetched.url, byteCount: fetched.bytes.byteLength, reading };
}

/** Tells whether the address is a first page: a listing read from its middle is not whole. */
function isFirstPage(address: string): boolean {
  return /^(?:0(?:,|$)|$)/.test(new URL(address).searchParams.get('page') ?? '');
}
