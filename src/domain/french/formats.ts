import type { Figure } from '../experience/experience.ts';
import { isHomePage } from '../experience/source-facts.ts';
import { PERIOD_LABELS } from './labels.ts';

const NUMBERS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

/** Writes « 24 310 », « 0,5 ». */
export function formatNumber(value: number): string {
  return NUMBERS.format(value);
}

/** Writes « 24 310 € », « 4 € par heure ». */
function formatFigure({ value, unit, period }: Pick<Figure, 'value' | 'unit' | 'period'>): string {
  const measure = [formatNumber(value), unit].filter((part) => part !== '').join('\u00a0');
  return period === null ? measure : `${measure} ${PERIOD_LABELS[period]}`;
}

/** Writes « 16 » and « exploitations agricoles »: a label that begins with the unit says it once for both. */
export function splitFigure({ label, ...figure }: Pick<Figure, 'label' | 'value' | 'unit' | 'period'>) {
  const { unit, period } = figure;
  const rest = label.slice(unit.length);
  const isRepeated =
    unit !== '' &&
    period === null &&
    label.toLowerCase().startsWith(unit.toLowerCase()) &&
    !/^\p{L}/u.test(rest);
  return isRepeated
    ? { measure: formatNumber(figure.value), label: `${unit}${rest}` }
    : { measure: formatFigure(figure), label };
}

/** Writes « 2021 », « avril 2021 » or « 3 avril 2021 » from `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; keeps other texts. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
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
