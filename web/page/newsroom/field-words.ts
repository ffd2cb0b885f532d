import { formatDate, formatNumber } from '../../../src/domain/french/formats.ts';
import {
  capitalise,
  FIELD_LABELS,
  FIGURE_ROLE_LABELS,
  SETTING_LABELS,
  STATE_LABELS,
} from '../../../src/domain/french/labels.ts';
import type { Label } from '../../api/answers.ts';
import { ACCESS_LABELS, STATUS_LABELS } from './words.ts';

/** Labels of levers and themes, by id. */
export type TaxonomyLabels = ReadonlyMap<string, string>;

export function taxonomyLabels(...lists: readonly (readonly Label[])[]): TaxonomyLabels {
  return new Map(lists.flat().map(({ id, label }) => [id, label]));
}

const MORE_FIELDS: Readonly<Record<string, string>> = {
  ...FIELD_LABELS,
  status: 'statut',
  statusReason: 'raison',
  mergedInto: 'fiche qui reste',
  // The history of before the statuses.
  hidden: 'statut',
};

/** Name of a field in the middle of a sentence; its code for those of later versions. */
export function fieldLabel(field: string): string {
  return MORE_FIELDS[field] ?? field;
}

const CODED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  setting: SETTING_LABELS,
  state: STATE_LABELS,
  access: ACCESS_LABELS,
  status: STATUS_LABELS,
};

const NOTHING = '—';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One territory, lever, figure, source or text of a list. */
function itemInWords(value: unknown, labels: TaxonomyLabels): string {
  if (!isRecord(value)) return labels.get(String(value)) ?? String(value);
  const { name, lever, id, what, label, value: number, unit, role, title, publisher, date } = value;
  if (typeof number === 'number') {
    const measure = `${formatNumber(number)} ${textOf(unit)}`.trim();
    const roles: Readonly<Record<string, string>> = FIGURE_ROLE_LABELS;
    return `${measure} (${roles[textOf(role)] ?? textOf(label)})`;
  }
  const code = textOf(lever ?? id);
  const when = typeof date === 'string' ? formatDate(date) : '';
  const words = [name, labels.get(code) ?? code, what, title, publisher, when].map(textOf);
  return words.filter((word) => word !== '').join(' : ');
}

/** Most telling words of the value of a field, whether from a fiche, a correction or the history. */
export function valueInWords(field: string, value: unknown, labels: TaxonomyLabels): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (Array.isArray(value)) {
    const items = value.map((each) => itemInWords(each, labels));
    return items.length === 0 ? NOTHING : capitalise(items.join(' · '));
  }
  if (typeof value === 'string') {
    if (field === 'checkedOn') return formatDate(value);
    return capitalise(CODED[field]?.[value] ?? value);
  }
  return itemInWords(value, labels);
}

const IN_PARIS = { dateStyle: 'long', timeZone: 'Europe/Paris' } as const;
const DAY = new Intl.DateTimeFormat('fr-FR', IN_PARIS);
const MOMENT = new Intl.DateTimeFormat('fr-FR', { ...IN_PARIS, timeStyle: 'short' });

function inWords(format: Intl.DateTimeFormat, instant: string): string {
  return format.format(new Date(instant)).replace(/^1 /, '1er ');
}

/** Writes « 3 avril 2021 à 14:05 », the time of Paris, from an ISO 8601 instant. */
export function momentInWords(instant: string): string {
  return inWords(MOMENT, instant);
}

/** Writes « 3 avril 2021 », the day in Paris, from an ISO 8601 instant. */
export function dayInWords(instant: string): string {
  return inWords(DAY, instant);
}
