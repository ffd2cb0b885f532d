import type { ImportNote } from '../../../domain/resource/resource.ts';
import { noteItem, type ReadItem, UnreadableDocument } from '../common/read-item.ts';
import { readFeed, readSitemap } from '../feed/read-feed.ts';
import { readCsvRows } from '../fiches/read-csv.ts';
import { createLineReader, isExportHeader, parseJson, readFiches } from '../fiches/read-records.ts';
import { type FicheReading, isTable, readTable } from '../fiches/read-table.ts';
import type { Pager } from '../html/pager.ts';
import { readHtmlPage } from '../html/read-html-page.ts';
import { buildResources, type ReadResource } from '../listing/build-resources.ts';
import { splitListing } from '../listing/split-listing.ts';
import { splitTextLines } from '../listing/text-lines.ts';
import { notesOnText, sanitiseText } from '../text/sanitise-text.ts';
import { decodeBytes } from './decode-bytes.ts';
import { detectKind, findBinaryKind, isMail, looksBinary, refuseKind } from './document-kind.ts';

export interface DocumentInput {
  /** File or upload name, shown in reports; its extension is a hint. */
  readonly name: string;
  /** Address on the web; null for a file or an upload. */
  readonly address: string | null;
  readonly mediaType: string | null;
  readonly bytes: Uint8Array;
}

export interface DocumentReading {
  /** Whole listing of resources; or records and entries, which do not tell that the others are gone. */
  readonly format: 'listing' | 'records';
  /** In reading order; notes on a resource follow it, with the id made from its title. */
  readonly items: readonly ReadItem[];
  readonly pager: Pager;
  /** Pages that a sitemap lists, to read in their turn. */
  readonly addresses: readonly string[];
}

const ONE_PAGE: Pager = { next: null, pageCount: 1 };

/**
 * Reads one document of any kind, recognised by its content before its name.
 * @throws UnreadableDocument when nothing in it is readable
 */
export async function readDocument(input: DocumentInput, reading: FicheReading): Promise<DocumentReading> {
  const refusal = refuseKind(input.bytes);
  if (refusal !== null) throw new UnreadableDocument(refusal);
  const binary = findBinaryKind(input.bytes);
  if (binary === 'pdf') return readPdfDocument(input);
  if (binary === 'archive') return readArchive(input, reading);
  const { text, damagedCount } = decodeBytes(input.bytes, input.mediaType);
  if (looksBinary(text)) throw new UnreadableDocument('ce n’est pas du texte');
  if (text.trim() === '') throw new UnreadableDocument('le document est vide');
  if (isMail(text)) {
    throw new UnreadableDocument(
      'c’est un courriel enregistré ; copiez son texte dans un fichier, ou enregistrez-le en PDF',
    );
  }
  const decoded = await readDecoded(text, input, reading);
  return { ...decoded, items: [...notesOnEncoding(damagedCount), ...decoded.items] };
}

async function readDecoded(
  text: string,
  input: DocumentInput,
  reading: FicheReading,
): Promise<DocumentReading> {
  switch (detectKind(input.name, input.mediaType, text)) {
    case 'html':
      return readHtml(text, input);
    case 'markdown':
      return readMarkdown(text, input);
    case 'feed':
      return { ...listing(readFeed(text, input.address, input.name), [], ONE_PAGE), format: 'records' };
    case 'sitemap':
      return { ...records([]), addresses: readSitemap(text, input.address) };
    case 'csv':
      return records(readTable(readCsvRows(text), input.name, reading));
    case 'json':
    case 'ndjson':
      return records(readJsonOrLines(text, reading));
    default:
      return readText(text, input, reading);
  }
}

/** Trusts the content, not the extension: record files are often named .json, one-line lists .ndjson. */
function readJsonOrLines(text: string, { schema }: FicheReading): readonly ReadItem[] {
  const whole = parseJson(text);
  if (whole !== undefined && !isExportHeader(whole)) return readFiches(whole, schema);
  const lines = text.split('\n');
  if (parseJson(lines.find((line) => line.trim() !== '') ?? '') === undefined) {
    throw new UnreadableDocument('ce n’est pas du JSON');
  }
  const readLine = createLineReader(schema);
  return lines.flatMap((line, index) => readLine(line, index + 1));
}

function readText(text: string, input: DocumentInput, reading: FicheReading): DocumentReading {
  const [header = ''] = text.split('\n', 1);
  if (isTable(readCsvRows(header))) return records(readTable(readCsvRows(text), input.name, reading));
  const resources = buildResources(splitListing(splitTextLines(sanitiseText(text).text)), {
    origin: input.address ?? input.name,
    publisher: null,
    placeOf: () => ({ url: input.address, date: null }),
  });
  return listing(resources, notesOnText(text, 'le fichier'), ONE_PAGE);
}

function readHtml(text: string, input: DocumentInput): DocumentReading {
  const { resources, notes, pager } = readHtmlPage(text, input.address, input.name);
  return listing(resources, notes, pager);
}

// The libraries of these formats load with the first document that needs them.

async function readMarkdown(text: string, input: DocumentInput): Promise<DocumentReading> {
  const { toPage } = await import('./markdown-page.ts');
  return readHtml(toPage(text), input);
}

async function readPdfDocument(input: DocumentInput): Promise<DocumentReading> {
  const { readPdf } = await import('../pdf/read-pdf.ts');
  const { split, date } = await readPdf(input.bytes);
  const resources = buildResources(split, {
    origin: input.address ?? input.name,
    publisher: null,
    placeOf: () => ({ url: input.address, date: split.resources.length === 1 ? date : null }),
  });
  return listing(resources, [], ONE_PAGE);
}

async function readArchive(input: DocumentInput, reading: FicheReading): Promise<DocumentReading> {
  const office = await import('../office/read-office.ts');
  const content = await office.readOffice(input.bytes);
  if (typeof content === 'string') return readHtml(content, input);
  const rows = content.map((cells, index) => ({ cells, line: index + 1 }));
  return records(readTable(rows, input.name, reading));
}

function listing(
  resources: readonly ReadResource[],
  notes: readonly ImportNote[],
  pager: Pager,
): DocumentReading {
  const items = [
    ...notes.map((note): ReadItem => ({ kind: 'note', note })),
    ...resources.flatMap(({ resource, saysAccess, notes: own }): ReadItem[] => [
      { kind: 'resource', resource, saysAccess },
      ...own.map((note): ReadItem => ({ kind: 'note', note })),
    ]),
  ];
  return { format: 'listing', items, pager, addresses: [] };
}

function records(items: readonly ReadItem[]): DocumentReading {
  return { format: 'records', items, pager: ONE_PAGE, addresses: [] };
}

function notesOnEncoding(damagedCount: number): readonly ReadItem[] {
  if (damagedCount === 0) return [];
  const detail = `${damagedCount} caractère(s) du document sont abîmés (« \ufffd ») : vérifiez son encodage.`;
  return [noteItem('encoding-damaged', detail)];
}
