import { findTitleDate } from '../../../domain/resource/title-date.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Line } from './line.ts';

const LONGEST = 100;
const LONGEST_BESIDE_TITLE = 60;
/** Lines below a title that may give its date without saying so: « Par Alix Exemple, le 12 mars 2023 ». */
export const LINES_BESIDE_TITLE = 3;
const PUBLISHED =
  /^(?:(?:article|actualite|billet|page|fiche|document)s? )?(?:publi(?:e|ee|es|ees)(?: le| par| ?:| \d)|publication ?:|(?:mise? en ligne|postee?|paru(?:e|tion)?|redigee?)(?: le| par| ?:| \d)|date(?: de (?:la )?(?:publication|parution|mise en ligne))? ?:)/;
const UPDATED = /^(?:derniere? )?(?:mise? a jour|modifi(?:e|ee|cation)|actualisee?)(?: le| par| ?:| \d)/;
const DATE_ALONE =
  /^(?:le )?(?:(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)[ ,]*)?(?:\d{1,2}(?:er)?[ ./-]*)?[a-z\d]+\.?[ ./-]*\d{4}(?: a \d{1,2} ?[h:].{0,4})?(?:[ ,–-]*par\b.{0,40})?$/;
const HAS_YEAR = /\b(?:19|20)\d\d\b/;
const FULL_DATE = 'YYYY-MM-DD';

/** Tells whether a line says when a document was published or changed, and nothing else. */
export function isDateLine(text: string): boolean {
  const folded = fold(text);
  if (text.length > LONGEST || findTitleDate(text) === null) return false;
  return PUBLISHED.test(folded) || UPDATED.test(folded) || DATE_ALONE.test(folded);
}

/**
 * Finds the date that lines give to what they hold: its publication, wherever it is said, then a date beside the
 * title, then the last update. Null without one.
 * @param lines from the title on, without it
 */
export function findStatedDate(lines: readonly Line[]): string | null {
  const dateOf = (line: Line | undefined) => (line === undefined ? null : findTitleDate(line.text));
  const short = lines.filter(({ text }) => text.length <= LONGEST && HAS_YEAR.test(text));
  const says = (test: RegExp) => short.find((line) => test.test(fold(line.text)) && dateOf(line) !== null);
  const beside = lines.slice(0, LINES_BESIDE_TITLE).find(({ text }) => {
    const isFull = (findTitleDate(text) ?? '').length === FULL_DATE.length;
    return text.length <= LONGEST_BESIDE_TITLE && ((isFull && !/[.!?]$/.test(text)) || isDateLine(text));
  });
  return dateOf(says(PUBLISHED) ?? beside ?? says(UPDATED));
}
