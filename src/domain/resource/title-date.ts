import { fold } from '../text/fold.ts';
import { findWordedDate } from './worded-date.ts';

const MONTHS = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(
  ' ',
);
/** « janv. » to « déc. »: the first letters of a month that no other month has. */
const SHORT_MONTHS = 'janv fevr? mars avr mai juin juil aout sept oct nov dec'.split(' ');
const MONTH = MONTHS.map((name, index) => `${name}|${SHORT_MONTHS[index]}\\.?`).join('|');
/** The first month of several: « juillet-août 2023 ». */
const MONTH_AND_YEAR = new RegExp(
  `(?:\\b(\\d{1,2})(?:er)?\\s+)?\\b(${MONTH})(?:\\s?[-/]\\s?(?:${MONTH}))?\\s+((?:19|20)\\d\\d)\\b`,
);
const NUMERIC = /\b(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)\b/;
const ISO = /\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b/;
/**
 * Year alone, at the end of a title only: elsewhere it may belong to a plan or a law. That of a period is its end, and
 * not a date.
 */
const YEAR_AT_END =
  /(?:(?<!\b(?:19|20)\d\d\s?)[-–—,(:]|\ben|^(?:.*\b)?(?:agenda|assises|catalogue|edition|forum|laureats|palmares|prix|programme|trophees)\b.*(?<!horizon)\s)\s*((?:19|20)\d\d)\s*\)?$/;

/** Finds the date in a title: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null without a certain one. */
export function findTitleDate(title: string): string | null {
  const folded = fold(title);
  const [, day, name, year] = MONTH_AND_YEAR.exec(folded) ?? [];
  if (name !== undefined && year !== undefined) return toDate(year, monthNumber(name), day);
  const [, numericDay, , month, numericYear] = NUMERIC.exec(folded) ?? [];
  if (numericYear !== undefined) return toDate(numericYear, Number(month), numericDay);
  const [, isoYear, isoMonth, isoDay] = ISO.exec(folded) ?? [];
  if (isoYear !== undefined) return toDate(isoYear, Number(isoMonth), isoDay);
  return findWordedDate(folded) ?? YEAR_AT_END.exec(folded)?.[1] ?? null;
}

function monthNumber(name: string): number {
  return MONTHS.findIndex((month) => month.startsWith(name.replace('.', ''))) + 1;
}

/** Returns the month alone when it has no such day; null without such a month. */
export function toDate(year: string, month: number, day: string | undefined): string | null {
  if (month < 1 || month > 12) return null;
  const short = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return short;
  const full = `${short}-${day.padStart(2, '0')}`;
  const date = new Date(`${full}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(full);
  return exists ? full : short;
}
