import type { Figure } from '../experience/experience.ts';
import { isHomePage } from '../experience/source-facts.ts';
import { PERIOD_LABELS } from './labels.ts';

const NUMBERS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

/** Writes « 24 310 », « 0,5 ». */
export function formatNumber(value: number): string {
  return NUMBERS.format(value);
}

/** Units that a label in the plural says better: « 10 habitants », not « 10 personnes habitants ». */
const HUMAN_UNITS: readonly string[] = ['personnes', 'emplois'];

/** Writes a text in the singular, in lower case, so that units and labels compare. */
const singular = (text: string) => `${text} `.toLowerCase().replace(/[sx]?[^\p{L}]+/gu, ' ');

/** Writes « environ 16 » and « exploitations agricoles », « 4 € par heure »: what the label says is said once. */
export function splitFigure(figure: Pick<Figure, 'label' | 'value' | 'unit' | 'period'>) {
  const { label, value, period } = figure;
  const [, unit = '', about = ''] = /^(.*?)(?: \((environ|plus de|près de)\))?$/.exec(figure.unit) ?? [];
  const isHuman = HUMAN_UNITS.includes(unit) && /^\p{L}+[sx](?!\p{L})/u.test(label);
  const isSaid = isHuman || (unit !== '' && singular(label).startsWith(singular(unit)));
  const measured = isSaid || unit === '' ? '' : `\u00a0${unit}`;
  const per = period === null || label.includes(PERIOD_LABELS[period]) ? '' : ` ${PERIOD_LABELS[period]}`;
  return {
    measure: `${about} ${formatNumber(value)}${measured}${per}`.trimStart(),
    label: isSaid && !/^\p{Lu}{2}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label,
  };
}

/** Writes « 2021 », « avril 2021 » or « 3 avril 2021 » from `YYYY`, `YYYY-MM` or `YYYY-MM-DD…`; keeps other texts. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split(/[-T]/).map(Number);
  if (year === undefined || month === undefined) return date;
  const shown = new Date(Date.UTC(year, month - 1, day ?? 1));
  if (Number.isNaN(shown.getTime())) return date;
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const text = new Intl.DateTimeFormat('fr-FR', day === undefined ? options : { ...options, day: 'numeric' });
  // The first day of a month is « 1er ».
  return text.format(shown).replace(/^1 /, '1er ');
}

/** Writes the address of a source; that of a home page promises no document. */
export function formatAddress(address: string): string {
  return isHomePage(address) ? `${address} (accueil du site)` : address;
}

/** Writes «1 cas», «3 cas», «4 leviers»: the French plural starts at 2. */
export function countNoun(count: number, singular: string, plural: string): string {
  return `${formatNumber(count)} ${count < 2 ? singular : plural}`;
}

/** Writes «a», «a et b», «a, b et c». */
export function joinWithAnd(parts: readonly string[]): string {
  const last = parts.at(-1);
  if (last === undefined) return '';
  const others = parts.slice(0, -1);
  return others.length === 0 ? last : `${others.join(', ')} et ${last}`;
}

/** Writes «Mis de côté : Subvention (« sans subvention »), Locaux (« ni local »)». */
export function nameSetAside(
  levers: readonly { readonly label: string; readonly words: readonly string[] }[],
): string {
  const named = levers.map(
    ({ label, words }) => `${label} (${words.map((text) => `« ${text} »`).join(', ')})`,
  );
  return `Mis de côté : ${named.join(', ')}`;
}

/** Cuts a text between words, at most `length` characters with the ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const whole = cut.slice(0, Math.max(cut.lastIndexOf(' '), 1));
  // Half of a character is no text.
  return `${whole.replace(/[\s,;:]+$|[\ud800-\udbff]$/, '')}…`;
}

const NARROW_SPACE = '\u202f';
const SPACE = '\u00a0';

/**
 * Sets a text as French does: spaces that do not break before « ; : ! ? » and inside quotes, curved apostrophes, no
 * break inside a number, a reference (« art. L. 2144-3 ») or before « % ». One character is replaced by one character,
 * so that positions in the text still hold.
 */
export function typeset(text: string): string {
  return text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/ (?=[;!?](?:\s|$|[)\]»]))/g, NARROW_SPACE)
    .replace(/ (?=:(?:\s|$))/g, SPACE)
    .replace(/(?<=«) | (?=»)/g, SPACE)
    .replace(/(?<=\d) (?=\d{3}(?:\D|$)|[%€])/g, NARROW_SPACE)
    .replace(/(?<=\b(?:art|[ALRD])\.) (?=[ALRD]\.|\d)/g, SPACE)
    .replace(/ (?=(?:millions?|milliards?|euros|habitants)\b)(?<=\d )/g, SPACE);
}
