import type { ImportNote } from '../../../domain/resource/resource.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { createNote } from '../common/import-note.ts';
import { UnreadableDocument } from '../common/unreadable-document.ts';
import { readCsv } from '../fiches/read-csv.ts';
import type { FicheSchema } from '../fiches/read-fiche.ts';
import { createLineReader, isExportHeader, parseJson, readFiches } from '../fiches/read-records.ts';
import type { Pager } from '../html/pager.ts';
import { readHtmlListing } from '../html/read-html-listing.ts';
import { buildResources, type ReadResource } from '../listing/build-resources.ts';
import { splitListing } from '../listing/split-listing.ts';
import { splitTextLines } from '../listing/text-lines.ts';
import { notesOnText } from '../text/notes-on-text.ts';
import { sanitiseText } from '../text/sanitise-text.ts';
import { decodeBytes } from './decode-bytes.ts';
import { binaryKind, detectKind, looksBinary } from './document-kind.ts';

export interface DocumentInput {
  /** File or upload name, shown in reports; its extension is a hint. */
  readonly name: string;
  /** Address on the web; null for a file or an upload. */
  readonly address: string | null;
  readonly mediaType: string | null;
  readonly bytes: Uint8Array;
}

export interface DocumentReading {
  /** Listing to split into resources, or ready-made records. */
  readonly format: 'listing' | 'records';
  /** In reading order; notes on a resource follow it, with the id made from its title. */
  readonly items: readonly ImportItem[];
  readonly pager: Pager;
}

const ONE_PAGE: Pager = { next: null, pageCount: 1 };

/**
 * Reads one document of any kind.
 * @throws UnreadableDocument when nothing in it is readable
 */
export function readDocument(input: DocumentInput, schema: FicheSchema): DocumentReading {
  const binary = binaryKind(input.bytes);
  if (binary !== null) throw new UnreadableDocument(`c’est ${binary}, et non du texte`);
  const { text, damagedCount } = decodeBytes(input.bytes, input.mediaType);
  if (looksBinary(text)) throw new UnreadableDocument('ce n’est pas du texte');
  if (text.trim() === '') throw new UnreadableDocument('le document est vide');
  const reading = readDecoded(text, input, schema);
  return { ...reading, items: [...notesOnEncoding(damagedCount), ...reading.items] };
}

function readDecoded(text: string, input: DocumentInput, schema: FicheSchema): DocumentReading {
  const kind = detectKind(input.name, input.mediaType, text);
  if (kind === 'text') return readText(text, input);
  if (kind === 'html') return readHtml(text, input);
  if (kind === 'csv') return records(readCsv(text, schema));
  return records(readJsonOrLines(text, schema));
}

/** Trusts the content, not the extension: record files are often named .json, one-line lists .ndjson. */
function readJsonOrLines(text: string, schema: FicheSchema): readonly ImportItem[] {
  const whole = parseJson(text);
  if (whole !== undefined && !isExportHeader(whole)) return readFiches(whole, schema);
  const lines = text.split('\n');
  if (parseJson(lines.find((line) => line.trim() !== '') ?? '') === undefined) {
    throw new UnreadableDocument('ce n’est pas du JSON');
  }
  const readLine = createLineReader(schema);
  return lines.flatMap((line, index) => readLine(line, index + 1));
}

function readText(text: string, input: DocumentInput): DocumentReading {
  const resources = buildResources(splitListing(splitTextLines(sanitiseText(text).text)), {
    origin: input.address ?? input.name,
    publisher: null,
    placeOf: () => ({ url: input.address, date: null }),
  });
  return listing(resources, notesOnText(text, 'le fichier'), ONE_PAGE);
}

function readHtml(text: string, input: DocumentInput): DocumentReading {
  const { resources, notes, pager } = readHtmlListing(text, input.address, input.name);
  return listing(resources, notes, pager);
}

function listing(
  resources: readonly ReadResource[],
  notes: readonly ImportNote[],
  pager: Pager,
): DocumentReading {
  const items = [
    ...notes.map((note): ImportItem => ({ kind: 'note', note })),
    ...resources.flatMap(({ resource, saysAccess, notes: own }): ImportItem[] => [
      { kind: 'resource', resource, saysAccess },
      ...own.map((note): ImportItem => ({ kind: 'note', note })),
    ]),
  ];
  return { format: 'listing', items, pager };
}

function records(items: readonly ImportItem[]): DocumentReading {
  return { format: 'records', items, pager: ONE_PAGE };
}

function notesOnEncoding(damagedCount: number): readonly ImportItem[] {
  if (damagedCount === 0) return [];
  const detail = `${damagedCount} caractère(s) du document sont abîmés (« \ufffd ») : vérifiez son encodage.`;
  return [{ kind: 'note', note: createNote('encoding-damaged', detail) }];
}
