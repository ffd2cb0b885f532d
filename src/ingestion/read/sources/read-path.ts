import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { importRefused, importUnreadable } from '../../common/import-failures.ts';
import { noteItem } from '../common/read-item.ts';
import { isReported, type ReadSession, type SettledReading } from './read-session.ts';
import { readAddresses } from './read-url.ts';

const READ_EXTENSIONS =
  /\.(?:html?|xhtml|txt|md|markdown|json|ndjson|jsonl|csv|tsv|pdf|docx|odt|xlsx|rss|atom|xml)$/i;
const RECORD_EXTENSIONS = /\.(?:ndjson|jsonl)$/i;

/**
 * Reads a file, or the files of a folder in the order of their names, without its subfolders. A folder is one
 * listing: pages saved from a site, whose pager gives their number.
 * @throws DomainError as `ImportReader.read`
 */
export async function* readPath(path: string, session: ReadSession): AsyncGenerator<ImportItem> {
  const origin = basename(resolve(path));
  const found = await stat(path).catch((cause: unknown) => {
    throw importUnreadable(path, 'ce fichier ou ce dossier n’existe pas, ou ne peut pas être ouvert', cause);
  });
  if (found.isDirectory()) yield* readFolder(path, origin, session);
  else if (!found.isFile()) throw importUnreadable(path, 'ce n’est ni un fichier ni un dossier');
  else if (RECORD_EXTENSIONS.test(path)) yield* readRecordFile(path, found.size, session);
  else {
    const reading = await readFileAt(path, session);
    yield* reading.items;
    session.onProgress({ done: found.size, total: found.size });
    yield* readAddresses(reading.addresses, session);
    if (isWholeListing([reading])) yield { kind: 'end-of-listing', origin };
  }
}

async function readFileAt(path: string, session: ReadSession): Promise<SettledReading> {
  const name = basename(resolve(path));
  const { documentBytes } = session.limits;
  const { size } = await stat(path);
  if (size > documentBytes) throw importRefused(name, tooLarge(size, documentBytes));
  const bytes = await readFile(path, { signal: session.signal });
  return session.read({ kind: 'document', document: { name, address: null, mediaType: null, bytes } }, name);
}

export function tooLarge(size: number, limit: number): string {
  return `il pèse ${Math.ceil(size / 1e6)} Mo, plus que les ${Math.floor(limit / 1e6)} Mo admis`;
}

async function* readFolder(
  directory: string,
  origin: string,
  session: ReadSession,
): AsyncGenerator<ImportItem> {
  const { limits } = session;
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort(new Intl.Collator('fr', { numeric: true }).compare);
  const kept = names.filter((name) => READ_EXTENSIONS.test(name));
  const ignored = names.filter((name) => !READ_EXTENSIONS.test(name));
  for (const name of ignored) {
    yield noteItem(
      'file-ignored',
      `Le fichier « ${name} » n’est ni une page, ni un texte, ni un tableau : il n’est pas lu.`,
    );
  }
  if (kept.length === 0)
    throw importUnreadable(directory, 'ce dossier ne contient aucun fichier qui se lise');
  if (kept.length > limits.documents) {
    throw importRefused(
      directory,
      `ce dossier contient ${kept.length} fichiers, plus que les ${limits.documents} admis`,
    );
  }
  const readings: SettledReading[] = [];
  let failures = 0;
  for (const [index, name] of kept.entries()) {
    try {
      const reading = await readFileAt(join(directory, name), session);
      readings.push({ ...reading, items: [] });
      yield* reading.items.map((item) => inListing(item, origin));
    } catch (error) {
      if (!isReported(error)) throw error;
      failures += 1;
      yield noteItem('document-unreadable', error.message);
    }
    session.onProgress({ done: index + 1, total: kept.length });
  }
  if (readings.length === 0) throw importUnreadable(directory, 'aucun de ses fichiers ne se lit');
  if (failures === 0 && isWholeListing(readings)) yield { kind: 'end-of-listing', origin };
}

function inListing(item: ImportItem, origin: string): ImportItem {
  if (item.kind !== 'resource') return item;
  const { resource } = item;
  return { ...item, resource: { ...resource, listing: { ...resource.listing, origin } } };
}

function isWholeListing(readings: readonly SettledReading[]): boolean {
  const pages = readings.filter(({ format }) => format === 'listing');
  const pageCount = Math.max(...pages.map(({ pager }) => pager.pageCount), 1);
  return pages.length >= pageCount;
}

/** Bytes read at a time: enough for many records, small enough to show progress. */
const RECORD_BYTES = 1_000_000;

async function* readRecordFile(path: string, size: number, session: ReadSession): AsyncGenerator<ImportItem> {
  const stream = createReadStream(path, {
    encoding: 'utf8',
    highWaterMark: RECORD_BYTES,
    signal: session.signal,
  });
  let firstLine = 1;
  let rest = '';
  const read = async (lines: readonly string[]) => {
    const { items } = await session.read({ kind: 'records', lines, firstLine }, basename(path));
    firstLine += lines.length;
    session.onProgress({ done: stream.bytesRead, total: size });
    return items;
  };
  for await (const chunk of stream) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* await read(lines);
  }
  yield* await read([rest]);
}
