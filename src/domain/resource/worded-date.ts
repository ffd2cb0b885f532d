const UNITS =
  'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt'.split(
    ' ',
  );
const MONTHS = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(
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
