const NARROW_SPACE = '\u202f';
const SPACE = '\u00a0';

/**
 * A text as French sets it: spaces that do not break before « ; : ! ? » and inside quotes, curved
 * apostrophes, no break inside a number or before « % ». One character is replaced by one character,
 * so that positions in the text still hold.
 */
export function typeset(text: string): string {
  return text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/ (?=[;!?](?:\s|$|[)\]»]))/g, NARROW_SPACE)
    .replace(/ (?=:(?:\s|$))/g, SPACE)
    .replace(/(?<=«) | (?=»)/g, SPACE)
    .replace(/(?<=\d) (?=\d{3}(?:\D|$)|[%€])/g, NARROW_SPACE)
    .replace(/ (?=(?:millions?|milliards?|euros|habitants)\b)(?<=\d )/g, SPACE);
}

/** « 1 expérience », « 2 expériences »; zero takes the singular. */
export function count(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(value)}${SPACE}${value >= 2 ? plural : singular}`;
}

const NUMBERS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

export function formatNumber(value: number): string {
  return NUMBERS.format(value);
}

/** « a, b et c ». */
export function enumerate(words: readonly string[]): string {
  return new Intl.ListFormat('fr', { type: 'conjunction' }).format(words);
}

/** « 2021 », « avril 2021 », « 3 avril 2021 », from `AAAA`, `AAAA-MM` or `AAAA-MM-JJ`; as it is otherwise. */
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
