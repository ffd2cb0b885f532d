import { getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import { findTitleDate } from '../../../domain/resource/title-date.ts';
import { UnreadableDocument } from '../common/read-item.ts';
import { isMadeTitle } from '../listing/find-title.ts';
import { splitDocument } from '../listing/split-listing.ts';
import { findStatedDate } from '../listing/stated-date.ts';
import { type Line, lineKey } from '../listing/text-lines.ts';
import { cleanLine } from '../text/sanitise-text.ts';
import { joinLines, joinTexts } from './join-lines.ts';
import { orderColumns } from './order-columns.ts';
import { type Fragment, type PdfDocument, readFragments } from './page-fragments.ts';

const MOST_PAGES = 500;
/** Fewer characters on a page are a stamp or a page number on a scanned image. */
const LEAST_TEXT = 20;
const PAGE_NUMBER = /^\W*(?:page\s*)?\d{1,4}(?:\s*(?:\/|sur|of)\s*\d{1,4})?\W*$/i;
/** Address that a browser prints under a page. */
const PRINTED_ADDRESS = /^(?:https?|file):\/\/\S+$/;
const SHORTEST_TITLE = 8;
const LONGEST_TITLE = 250;
const SAME_SIZE = 0.05;
/** Lines at the beginning where a document writes its date: « Mars 2023 ». */
const FIRST_LINES = 8;
const LONGEST_DATE_LINE = 60;
const infoSchema = z.object({ Title: z.string().optional(), CreationDate: z.string().optional() });
const named = z.object({ name: z.string() });

/**
 * Reads the text of a PDF: columns in order, words joined across lines, without running headers and footers; and its
 * date, null when neither its text nor its properties give one.
 * @throws UnreadableDocument when it is protected, damaged, too long, or without text
 */
export async function readPdf(bytes: Uint8Array) {
  // The reader takes the bytes as its own.
  const document = await open(new Uint8Array(bytes));
  try {
    if (document.numPages > MOST_PAGES) {
      throw new UnreadableDocument(
        `ce PDF compte ${document.numPages} pages, plus que les ${MOST_PAGES} admises ; donnez-le en plusieurs parties`,
      );
    }
    const pages: (readonly Fragment[])[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      pages.push(await readFragments(document, number));
    }
    const info = infoSchema.safeParse((await document.getMetadata()).info).data ?? {};
    const lines = joinLines(withoutMargins(pages).flatMap(orderColumns));
    const length = lines.reduce((sum, { text }) => sum + text.length, 0);
    if (length < LEAST_TEXT) {
      throw new UnreadableDocument(
        'ce PDF n’a pas de texte, seulement des images ; passez-le par une reconnaissance de caractères, ou copiez son texte',
      );
    }
    const title = findTitle(pages[0] ?? [], info.Title);
    return { split: splitDocument(lines, title), date: findDate(lines, info.CreationDate) };
  } finally {
    await document.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, disableFontFace: true });
  } catch (error) {
    if (named.safeParse(error).data?.name === 'PasswordException') {
      throw new UnreadableDocument(
        'ce PDF est protégé par un mot de passe ; enregistrez-le sans mot de passe, puis recommencez',
      );
    }
    throw new UnreadableDocument('ce PDF est abîmé ou incomplet ; ouvrez-le et enregistrez-le de nouveau');
  }
}

/** Leaves out page numbers, and lines in the margins that most pages repeat. */
function withoutMargins(pages: readonly (readonly Fragment[])[]): readonly (readonly Fragment[])[] {
  const keyOf = ({ text }: Fragment) => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(page.filter(({ isInMargin }) => isInMargin).map(keyOf))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const isRunning = (fragment: Fragment) =>
    PAGE_NUMBER.test(fragment.text.trim()) ||
    PRINTED_ADDRESS.test(fragment.text.trim()) ||
    (counts.get(keyOf(fragment)) ?? 0) >= Math.max(2, pages.length / 2);
  return pages.map((page) => page.filter((one) => !one.isInMargin || !isRunning(one)));
}

/** Takes the largest text of the first page, or the title that the file gives itself when that page has it too. */
function findTitle(page: readonly Fragment[], given: string | undefined): string | null {
  const told = cleanLine(given);
  const isSane = isTitle(told) && !isMadeTitle(told);
  const shown = lineKey(page.map(({ text }) => text).join(''));
  if (isSane && shown.includes(lineKey(told))) return told;
  const largest = Math.max(...page.filter(({ text }) => isTitle(text.trim())).map(({ size }) => size));
  const ordered = orderColumns(page);
  const isLargest = ({ size }: Fragment) => Math.abs(size - largest) <= SAME_SIZE * largest;
  const start = ordered.findIndex(isLargest);
  const end = ordered.findIndex((one, index) => index > start && !isLargest(one));
  const title = ordered
    .slice(Math.max(start, 0), end < 0 ? ordered.length : end)
    .map(({ text }) => text)
    .reduce(joinTexts, '');
  const clean = cleanLine(title);
  if (start >= 0 && isTitle(clean)) return clean;
  return isSane ? told : null;
}

function isTitle(text: string): boolean {
  return lineKey(text).length >= SHORTEST_TITLE && text.length <= LONGEST_TITLE;
}

function findDate(lines: readonly Line[], created: string | undefined): string | null {
  const first = lines.slice(0, FIRST_LINES).filter(({ text }) => text.length <= LONGEST_DATE_LINE);
  const written = first.map(({ text }) => findTitleDate(text)).find((date) => date !== null);
  const [, year, month, day] =
    /^(?:D:)?((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.exec(created ?? '') ?? [];
  return findStatedDate(lines) ?? written ?? (year === undefined ? null : `${year}-${month}-${day}`);
}
