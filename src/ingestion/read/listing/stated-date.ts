import { findTitleDate, findWordedDate, toDate } from '../../../domain/resource/title-date.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Line } from './text-lines.ts';

/** In characters; a longer line says more than a date. */
const LONGEST = 100;
/** Lines below a title that may give its date without saying so: « Par Alix Exemple, le 12 mars 2023 ». */
export const LINES_BESIDE_TITLE = 3;
/** Lines below a title where a date alone is that of the text, and minutes say when they were held. */
const LINES_OF_HEAD = 6;
/** Lines at the end where a text may be signed and dated. */
const LINES_OF_END = 2;
const WHEN = '(?: le| par| en|,| dans| ?:| \\d)';
const PUBLISHED = new RegExp(
  `^(?:(?:article|actualite|billet|page|fiche|document|texte)s? )?(?:publi(?:e|ee|es|ees)${WHEN}|publication ?:|(?:mise? en ligne|post(?:e|ee)|paru(?:e|tion)?|diffus(?:e|ee)|redig(?:e|ee)|propos recueillis)${WHEN}|version d[e']|date(?: de (?:la )?(?:publication|parution|mise en ligne))? ?:)`,
);
const UPDATED = new RegExp(
  `^(?:(?:page|fiche|document) )?(?:derniere? )?(?:mise? a jour|modifi(?:e|ee|cation)|actualis(?:e|ee)|revue?|revise?e?)${WHEN}`,
);
const WEEKDAY = '(?:(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)[ ,]*)';
const DATE_ALONE = new RegExp(
  `^(?:le )?${WEEKDAY}?(?:\\d{1,2}(?:er)?[ ./-]*)?[a-z\\d]+\\.?[ ./-]*\\d{4}(?: a \\d{1,2} ?[h:].{0,4})?(?:[ ,–-]*par\\b.{0,40})?$`,
);
const DATE_FIRST = new RegExp(`^(?:le )?${WEEKDAY}?\\d{1,2}(?:er)? [a-z]+\\.? \\d{4},`);
/** « 12.03.24 »; not a telephone number. */
const SHORT_YEAR = /(?<![\d.,/-])(\d{1,2})([./])(\d{1,2})\2(\d{2})(?![\d.,/]*\d)/;
const SEASON = /\b(?:printemps|ete|automne|hiver|rentree|(?:1er|[2-4]e) trimestre)(?: de)? ((?:19|20)\d\d)\b/;
const HAS_DATE = /\b(?:19|20)\d\d\b|\d[./]\d\d?[./]\d\d\b|\bdeux mille\b/;
/** Words after which a date is that of something else. */
const OF_ANOTHER =
  /\b(?:depuis|jusqu'(?:en|au)|d'ici|avant|apres|a partir d[eu']|loi|decret|arrete|cree[es]*|(?:re?)?ouvert[es]*|nee?s?|demarrage|debut|echeance|prochaine?s?|date limite|inscriptions?|rendez-vous|inauguration)\b/;
const SEPARATOR = /\s[|/•·–—]\s|[[\]()]|(?<=\p{L}{2}[.!?]|\d{4}\.)\s(?!\d{4})/u;
/** Between the facts of a line: « Par Alix Exemple | 12 mars 2023 | Temps de lecture : 5 minutes ». */
const BETWEEN_FACTS = /\s[|•·]\s/;
/** Words before a date, in a line of figures or of places: « Tribune libre, le 21 octobre 2022 ». */
const MOST_WORDS_BEFORE = 3;
const YEAR = 'YYYY';
const FULL_DATE = 'YYYY-MM-DD';

/** Finds a date in a line about a document: also « 12.03.24 » and the year of « printemps 2024 », but no other year. */
function dateIn(text: string): string | null {
  const [, day, , month, year] = SHORT_YEAR.exec(text) ?? [];
  const short = year === undefined ? null : toDate(`20${year}`, Number(month), day);
  const date = findTitleDate(text);
  return (date?.length === YEAR.length ? null : date) ?? short ?? SEASON.exec(fold(text))?.[1] ?? null;
}

/** Finds a date, or a year, in a part that says that it is one. */
function saidIn(text: string): string | null {
  return dateIn(text) ?? findTitleDate(text);
}

function partsOf(text: string): readonly string[] {
  return text
    .split(SEPARATOR)
    .map((part) => part.trim().replace(/[.,;:]+$/, ''))
    .filter((part) => part !== '');
}

/** Returns the parts of a line that may date the document: prose tells of other things between its ends. */
function datingPartsOf(text: string): readonly string[] {
  const parts = partsOf(text);
  const isProse = text.length > LONGEST && !BETWEEN_FACTS.test(text);
  return isProse ? parts.filter((_, i) => i === 0 || i === parts.length - 1) : parts;
}

function isDateAlone(part: string): boolean {
  const folded = fold(part);
  return (DATE_ALONE.test(folded) || /^\d{1,2}([./])\d{1,2}\1\d{2}$/.test(folded)) && dateIn(part) !== null;
}

/** Tells whether a line says when a document was published or changed, and nothing else. */
export function isDateLine(text: string): boolean {
  const folded = fold(text);
  if (text.length > LONGEST || saidIn(text) === null) return false;
  return PUBLISHED.test(folded) || UPDATED.test(folded) || isDateAlone(text);
}

/** Finds the date of a part that says it after a few words, or alone: « Fait à Foix, le 3 mars 2024 ». */
function dateAfterPlace(part: string): string | null {
  if (isDateAlone(part) || DATE_FIRST.test(fold(part))) return dateIn(part);
  const [, before] = /^(.*?),? (?:le )?\d{1,2}(?:er)? \p{L}+\.? \d{4}$/u.exec(part) ?? [];
  if (before === undefined || OF_ANOTHER.test(fold(before))) return null;
  return before.split(/\s+/).length <= MOST_WORDS_BEFORE ? dateIn(part) : null;
}

/** Finds the date of a line beside a title: a full one, or the month or the season of an issue. */
function dateBeside({ text }: Line): string | null {
  const parts = datingPartsOf(text);
  const isSentence = text.length > LONGEST || /[.!?…]$/.test(text.trim());
  const said = parts.find((part) => !isSentence && dateIn(part) !== null && !OF_ANOTHER.test(fold(part)));
  return said === undefined ? (parts.map(dateAfterPlace).find(Boolean) ?? null) : dateIn(said);
}

/** Finds the date of the first lines: alone, in the words of minutes, or in full beside the title. */
function dateInHead(lines: readonly Line[]): string | null {
  const beside = lines.slice(0, LINES_BESIDE_TITLE).flatMap((line) => dateBeside(line) ?? []);
  const head = lines.slice(0, LINES_OF_HEAD);
  const alone = head.flatMap(({ text }) => datingPartsOf(text).filter(isDateAlone)).map(dateIn);
  const worded = head.flatMap(({ text }) => findWordedDate(fold(text.slice(0, LONGEST))) ?? []);
  const full = beside.find(({ length }) => length === FULL_DATE.length);
  return full ?? worded[0] ?? beside[0] ?? alone[0] ?? null;
}

function dateAtEnd(lines: readonly Line[]): string | null {
  const last = lines
    .slice(-LINES_OF_END)
    .flatMap(({ text }) => dateAfterPlace(partsOf(text).at(-1) ?? '') ?? []);
  return last.at(-1) ?? null;
}

/**
 * Finds the date that lines give to what they hold: its publication, wherever it is said, then a date beside the
 * title, in its first lines or after its last words, then the last update. Null without one.
 * @param lines from the title on, without it
 */
export function findStatedDate(lines: readonly Line[]): string | null {
  const parts = lines
    .filter(({ text }) => HAS_DATE.test(fold(text)))
    .flatMap(({ text }) => [...(text.length <= LONGEST ? [text] : []), ...partsOf(text)])
    .filter((part) => part.length <= LONGEST);
  const says = (test: RegExp) =>
    parts.filter((part) => test.test(fold(part))).flatMap((part) => saidIn(part) ?? []);
  return says(PUBLISHED)[0] ?? dateInHead(lines) ?? dateAtEnd(lines) ?? says(UPDATED)[0] ?? null;
}
