import { fold } from '../text/fold.ts';

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

const UNITS =
  'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt'.split(
    ' ',
  );
const DAYS =
  'premier|vingt(?: et un|[- ](?:deux|trois|quatre|cinq|six|sept|huit|neuf))?|trente(?: et un)?|dix[- ](?:sept|huit|neuf)|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize';
/** Head of minutes: « L’an deux mille vingt et un, le trente mars ». The day may be in figures. */
const MINUTES = new RegExp(
  `\\bdeux mille ((?:${DAYS}))\\b[ ,]+(?:et )?(?:le )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(${DAYS}|\\d{1,2})(?:er)? (?:du mois (?:de |d.))?(${MONTHS.join('|')})\\b`,
);

/** Returns the value of a number in words, from 1 to 39; 0 for any other. */
function numberOf(words: string): number {
  if (words === 'premier') return 1;
  const joined = words.replaceAll(' ', '-');
  const known = UNITS.indexOf(joined) + 1;
  if (known > 0) return known;
  const [, ten = '', unit = ''] = /^(vingt|trente)(?:-et)?-?(.*)$/.exec(joined) ?? [];
  const tens = { vingt: 20, trente: 30 }[ten] ?? 0;
  return tens === 0 ? 0 : tens + UNITS.indexOf(unit) + 1;
}

/** Finds the date that minutes write in words, in a folded text: `YYYY-MM-DD`; null without one. */
export function findWordedDate(folded: string): string | null {
  const [, year = '', day = '', month = ''] = MINUTES.exec(folded.replace(/\s+/g, ' ')) ?? [];
  const [units, number] = [numberOf(year), Number(day) || numberOf(day)];
  if (units === 0 || number < 1 || number > 31) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return `20${two(units)}-${two(MONTHS.indexOf(month) + 1)}-${two(number)}`;
}
