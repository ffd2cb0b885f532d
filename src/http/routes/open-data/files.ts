import { createHash } from 'node:crypto';
import { type OpenData, OutdatedError } from '../../../application/browse/list-public.ts';
import { DomainError } from '../../../domain/errors.ts';
import type { Experience } from '../../../domain/experience/experience.ts';
import {
  LABEL_COLUMNS,
  listed,
  PUBLISHED_COLUMNS,
  tableRow,
} from '../../../domain/experience/fiche-table.ts';
import { KIND_LABELS, SETTING_LABELS, STATE_LABELS } from '../../../domain/french/labels.ts';
import { hideFormula } from '../../../domain/text/formula.ts';
import { labelled, presentExperience, type Taxonomy } from '../experiences/present.ts';
import { experienceSchema } from '../experiences/schemas.ts';

export interface FileFormat {
  readonly type: string;
  /** Text before the first experience. */
  readonly head: string;
  readonly write: (experience: Experience, changedAt: string, taxonomy: Taxonomy) => string;
  /** Fields of an experience: a new one gives another ETag. */
  readonly fields: readonly string[];
}

/** Lines of the API's experiences, each with the date of its last change. */
const NDJSON: FileFormat = {
  type: 'application/x-ndjson; charset=utf-8',
  head: '',
  write: (experience, updatedAt, taxonomy) =>
    `${JSON.stringify({ ...presentExperience(experience, taxonomy), updatedAt })}\n`,
  fields: Object.keys(experienceSchema.shape),
};

/** A field as RFC 4180 writes it, separated as French spreadsheets do. */
function csvLine(cells: readonly string[]): string {
  const fields = cells
    .map(hideFormula)
    .map((cell) => (/["\r\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${fields.join(';')}\r\n`;
}

/** Cells of an experience, in the order of `LABEL_COLUMNS`. */
function labelCells(experience: Experience, taxonomy: Taxonomy): readonly string[] {
  const { territories, setting, themes, levers, state } = experience;
  const cells: Readonly<Record<(typeof LABEL_COLUMNS)[number], string>> = {
    territories_kind_labels: listed(territories.map(({ kind }) => KIND_LABELS[kind])),
    setting_label: setting === null ? '' : SETTING_LABELS[setting],
    themes_labels: listed(themes.map((id) => labelled(id, taxonomy.themes).label)),
    levers_labels: listed(levers.map(({ lever }) => labelled(lever, taxonomy.levers).label)),
    state_label: STATE_LABELS[state],
  };
  return LABEL_COLUMNS.map((column) => cells[column]);
}

/** Table that an import reads again, with labels after it. The byte order mark makes a spreadsheet read the accents. */
const CSV: FileFormat = {
  type: 'text/csv; charset=utf-8',
  head: `\ufeff${csvLine(PUBLISHED_COLUMNS)}`,
  write: (experience, _changedAt, taxonomy) =>
    csvLine([...tableRow(experience), ...labelCells(experience, taxonomy)]),
  fields: PUBLISHED_COLUMNS,
};

export const FORMATS = { ndjson: NDJSON, csv: CSV } as const;

type Page = readonly { readonly experience: Experience; readonly changedAt: string }[];

function writePage(page: Page, { write }: FileFormat, taxonomy: Taxonomy): string {
  return page.map(({ experience, changedAt }) => write(experience, changedAt, taxonomy)).join('');
}

/** Writes a file a page at a time, each when its reader takes it. */
export async function* writeFile(data: OpenData, format: FileFormat, taxonomy: Taxonomy) {
  if (format.head !== '') yield format.head;
  for await (const page of data.read()) yield writePage(page, format, taxonomy);
}

/** Number of bytes of a file, before any compression, and their SHA-256 in hexadecimal. */
export interface Measure {
  readonly byteSize: number;
  readonly sha256: string;
}

function startMeasure(format: FileFormat, taxonomy: Taxonomy) {
  const hash = createHash('sha256').update(format.head);
  let byteSize = Buffer.byteLength(format.head);
  return {
    add(page: Page): void {
      const text = writePage(page, format, taxonomy);
      hash.update(text);
      byteSize += Buffer.byteLength(text);
    },
    end: (): Measure => ({ byteSize, sha256: hash.digest('hex') }),
  };
}

export type Measures = Readonly<Record<keyof typeof FORMATS, Measure>>;

/** Reads the published state once for all the files. */
async function measureAll(data: OpenData, taxonomy: Taxonomy): Promise<Measures | null> {
  const [ndjson, csv] = [startMeasure(NDJSON, taxonomy), startMeasure(CSV, taxonomy)];
  try {
    for await (const page of data.read()) for (const file of [ndjson, csv]) file.add(page);
    return { ndjson: ndjson.end(), csv: csv.end() };
  } catch (error) {
    // Another state was published meanwhile, or the store is down: nothing is said of the files.
    if (error instanceof OutdatedError || error instanceof DomainError) return null;
    throw error;
  }
}

/** Returns a function that measures the files of a published state once, or gives null when it is read in part. */
export function createMeasureFiles(taxonomy: Taxonomy) {
  let known: { readonly version: string; readonly measures: Promise<Measures | null> } | undefined;
  return async (data: OpenData): Promise<Measures | null> => {
    if (known?.version !== data.version) {
      known = { version: data.version, measures: measureAll(data, taxonomy) };
    }
    const measures = await known.measures;
    if (measures === null) known = undefined;
    return measures;
  };
}
