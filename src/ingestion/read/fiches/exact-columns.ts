import {
  columnOf,
  type ListField,
  OTHER_FIELDS,
  SOURCE_FIELDS,
  sourceColumnOf,
} from '../../../domain/experience/fiche-table.ts';
import { listOf } from './read-csv.ts';

export const REQUIRED = ['id', 'title', 'summary', 'source_title', 'source_publisher'];

const TERRITORY = /^(.*?)\s*\(\s*([a-z]+)(?:\s+([0-9AB]+))?\s*\)$/;
const USE = /^([^:]*?)\s*:\s*(.*)$/s;
const FIGURE = /^(.*?)\s*:\s*(-?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?)\s*(.*)$/s;
/** Unit, then role and period in brackets, then the sentence between quotation marks; the last two may be missing. */
const FIGURE_END = /^(.*?)\s*(?:\[\s*([a-z-]+)(?:\s+([a-z-]+))?\s*\])?\s*(?:«\s*(.*?)\s*»)?$/s;

type ReadCell = (cell: string) => unknown;

const READERS: Readonly<Record<ListField | 'year', ReadCell>> = {
  territories: (cell) => listOf(cell).map(toTerritory),
  year: (cell) => (/^\d+$/.test(cell) ? Number(cell) : cell),
  themes: listOf,
  levers: (cell) => listOf(cell).map(toLeverUse),
  actors: listOf,
  figures: (cell) => listOf(cell).map(toFigure),
  difficulties: listOf,
};
const READER_OF: ReadonlyMap<string, ReadCell> = new Map(Object.entries(READERS));

/** Leaves out the field of an empty cell, unless it is required: the schema then reports it. */
export function toFiche(cellOf: (column: string) => string): unknown {
  const read = (column: string, reader?: ReadCell) => {
    const cell = cellOf(column);
    if (cell === '' && !REQUIRED.includes(column)) return undefined;
    return reader?.(cell) ?? cell;
  };
  return {
    ...Object.fromEntries(OTHER_FIELDS.map((field) => [field, read(columnOf(field), READER_OF.get(field))])),
    source: Object.fromEntries(SOURCE_FIELDS.map((field) => [field, read(sourceColumnOf(field))])),
  };
}

/** Parses « Angers (commune 49007) » or « Pays de Langres (pays) »; the schema refuses anything else. */
function toTerritory(value: string): unknown {
  const [, name, kind, code] = TERRITORY.exec(value) ?? [];
  return name === undefined ? { name: value } : { name, kind, code: code ?? null };
}

/** Parses « locaux : Prête un local. ». */
function toLeverUse(value: string): unknown {
  const [, lever, what] = USE.exec(value) ?? [];
  return { lever: lever ?? value, what: what ?? '' };
}

/**
 * Parses « participantes : 8 personnes » or « loyer : 200,50 € [price per-month] « La commune le loue 200,50 €. » ».
 */
function toFigure(value: string): unknown {
  const [, label, number, end = ''] = FIGURE.exec(value) ?? [];
  const amount = number === undefined ? null : Number(number.replace(/\s/gu, '').replace(',', '.'));
  const [, unit, role, period, sentence] = FIGURE_END.exec(end) ?? [];
  return { label: label ?? value, value: amount, unit: unit ?? '', role, period, sentence };
}
