import { type Line, lineOf } from '../listing/text-lines.ts';
import { AFTER_HYPHEN } from '../text/join-rows.ts';
import { cleanLine } from '../text/sanitise-text.ts';
import { type Fragment, mainFont, SAME_SIZE } from './page-fragments.ts';

/** Sizes above that of the text, by this ratio, are headings. */
const HEADING_RATIO = 1.12;
const LONGEST_HEADING = 160;
/** In the size of the text, another font makes headings of short lines only. */
const LONGEST_BOLD_HEADING = 100;
/** Distance between two baselines, in heights of the font, above which a paragraph ends. */
const PARAGRAPH_GAP = 1.65;
/** A line that leaves this share of its column empty is the last one of its paragraph. */
const LEFT_EMPTY = 0.15;
const NEIGHBOURS = 4;
const BULLET = /^[•·▪◦‣●○■▶➢➔→✓*–—-]\s+(?=\S)/;
const BREAK_HYPHEN = /(?<=\p{L})[-\u2010\u00ad]$/u;

interface Paragraph {
  text: string;
  readonly first: Fragment;
}

/** Joins fragments in reading order into headings, paragraphs and items, without the hyphens of line ends. */
export function joinLines(fragments: readonly Fragment[]): readonly Line[] {
  const paragraphs: Paragraph[] = [];
  for (const [index, fragment] of fragments.entries()) {
    const last = paragraphs.at(-1);
    if (last !== undefined && continues(fragments, index)) last.text = joinTexts(last.text, fragment.text);
    else paragraphs.push({ text: fragment.text, first: fragment });
  }
  const main = mainFont(fragments);
  return paragraphs.flatMap(({ text, first }): Line[] => {
    const shown = cleanLine(text.replace(BULLET, ''));
    const kind = BULLET.test(text) ? 'list-item' : isHeading(shown, first, main) ? 'heading' : 'paragraph';
    return shown === '' ? [] : [lineOf(shown, kind)];
  });
}

/** Joins two lines of one paragraph. */
export function joinTexts(text: string, next: string): string {
  const start = next.trimStart();
  const end = text.trimEnd();
  if (!BREAK_HYPHEN.test(end)) return `${end} ${start}`;
  const isWordCut = /^\p{Ll}/u.test(start) && !AFTER_HYPHEN.test(start);
  return `${isWordCut ? end.slice(0, -1) : end}${start}`;
}

/** Tells whether a fragment goes on with the paragraph of the one before. */
function continues(fragments: readonly Fragment[], index: number): boolean {
  const [previous, fragment] = [fragments[index - 1], fragments[index]];
  if (previous === undefined || fragment === undefined || BULLET.test(fragment.text)) return false;
  if (Math.abs(previous.size - fragment.size) > SAME_SIZE * previous.size) return false;
  const drop = previous.baseline - fragment.baseline;
  const isSentenceEnd = /[.!?:;»”]\s*$/u.test(previous.text);
  // The next column or page.
  if (drop <= 0 || previous.page !== fragment.page)
    return !isSentenceEnd && /^\s*\p{Ll}/u.test(fragment.text);
  if (drop > PARAGRAPH_GAP * previous.size) return false;
  const column = fragments
    .slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS)
    .filter(({ left, right }) => left < previous.right && right > previous.left);
  const edge = Math.max(...column.map(({ right }) => right));
  const width = edge - Math.min(...column.map(({ left }) => left));
  const isLast = previous.right < edge - LEFT_EMPTY * width;
  return !isLast || (!isSentenceEnd && previous.font === fragment.font);
}

function isHeading(text: string, { size, font }: Fragment, main: Pick<Fragment, 'size' | 'font'>): boolean {
  if (!/\p{L}/u.test(text) || text.length > LONGEST_HEADING) return false;
  if (size >= HEADING_RATIO * main.size) return true;
  const isOther = font !== main.font && size >= (1 - SAME_SIZE) * main.size;
  return isOther && text.length <= LONGEST_BOLD_HEADING && /^[\p{Lu}\d]/u.test(text) && !/[.;,]$/.test(text);
}
