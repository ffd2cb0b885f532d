import { z } from 'zod';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { createNote } from '../common/import-note.ts';
import { UnreadableDocument } from '../common/unreadable-document.ts';
import { sanitiseValue } from '../text/sanitise-value.ts';
import {
  EXPORT_HEADER,
  type ExportRecord,
  exportHeaderSchema,
  exportRecordSchema,
} from './export-records.ts';
import { describeProblems, type FicheSchema, readFiche } from './read-fiche.ts';

const { localeError } = z.locales.fr();
const typed = z.object({ type: z.string() });

/** Reads one line of an NDJSON file; returns nothing for an empty line or an export header. */
export type ReadLine = (text: string, line: number) => readonly ImportItem[];

/**
 * Reads an NDJSON file line by line: an export when it starts with an export header, else one fiche a line.
 * An unreadable line becomes a note.
 */
export function createLineReader(schema: FicheSchema): ReadLine {
  let isExport: boolean | null = null;
  return (text, line) => {
    // Without its byte order mark.
    const record = text.trim();
    if (record === '') return [];
    const value = parseJson(record);
    if (value === undefined) {
      return [invalid(`La ligne ${line} n’est pas du JSON : elle est écartée.`, line)];
    }
    if (isExport === null) {
      isExport = isExportHeader(value);
      if (isExport) return [];
    }
    return isExport ? readExportRecord(value, line) : readFiche(value, schema, line);
  };
}

/** Reads the fiches of a JSON document: a list, or a single one. */
export function readFiches(value: unknown, schema: FicheSchema): readonly ImportItem[] {
  const records: readonly unknown[] = Array.isArray(value) ? value : [value];
  return records.flatMap((record, index) =>
    readFiche(record, schema, null).map((item): ImportItem => {
      if (item.kind !== 'note' || records.length === 1) return item;
      return { ...item, note: { ...item.note, detail: `Fiche n° ${index + 1} : ${item.note.detail}` } };
    }),
  );
}

/** Returns undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/**
 * Tells whether a value is an export header.
 * @throws UnreadableDocument for an export of another version
 */
export function isExportHeader(value: unknown): boolean {
  if (typed.safeParse(value).data?.type !== EXPORT_HEADER.type) return false;
  if (exportHeaderSchema.safeParse(value).success) return true;
  throw new UnreadableDocument(
    `cet export n’est pas de la version ${EXPORT_HEADER.version}, la seule que ce programme sache lire`,
  );
}

function readExportRecord(value: unknown, line: number): readonly ImportItem[] {
  // Feedback keeps the person's own words: refuse what cannot be stored rather than rewrite it.
  const isFeedback = typed.safeParse(value).data?.type === 'feedback';
  const parsed = exportRecordSchema.safeParse(isFeedback ? value : sanitiseValue(value), {
    error: localeError,
  });
  if (parsed.success) return [toItem(parsed.data)];
  return [invalid(`La ligne ${line} de l’export est écartée : ${describeProblems(parsed.error)}.`, line)];
}

function toItem(record: ExportRecord): ImportItem {
  if (record.type === 'resource') {
    return { kind: 'exported-resource', resource: record.resource, goneSince: record.goneSince };
  }
  if (record.type === 'correction') return { kind: 'correction', correction: withStatus(record.correction) };
  if (record.type === 'feedback') return { kind: 'feedback', feedback: record.feedback };
  const { type, experience: draft, ...rest } = record;
  // Exports made before proposals hold published experiences alone.
  return { kind: 'experience', draft, saysAccess: true, ...rest, status: rest.status ?? 'published' };
}

/** Reads the field `hidden` of exports made before statuses. */
function withStatus(correction: Extract<ExportRecord, { type: 'correction' }>['correction']) {
  if (correction.field !== 'hidden') return correction;
  return { ...correction, field: 'status', value: correction.value === true ? 'set-aside' : 'published' };
}

function invalid(detail: string, line: number): ImportItem {
  return { kind: 'note', note: createNote('record-invalid', detail, { line }) };
}
