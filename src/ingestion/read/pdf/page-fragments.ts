import { z } from 'zod';

/** Part of the library's document that is used: its own types do not resolve outside of a bundler. */
export interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<{
    readonly view: readonly number[];
    getTextContent(): Promise<unknown>;
    cleanup(): void;
  }>;
  getMetadata(): Promise<{ readonly info: unknown }>;
  destroy(): Promise<unknown>;
}

const textSchema = z.object({
  str: z.string(),
  transform: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]),
  width: z.number(),
  height: z.number(),
  fontName: z.string(),
});
const contentSchema = z.object({ items: z.array(z.union([textSchema, z.object({ type: z.string() })])) });

/** Words of one line and one font, with their place in points from the bottom left of the page. */
export interface Fragment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly font: string;
  /** From 1. */
  readonly page: number;
  /** Whether it stands where a page has its header or its footer. */
  readonly isInMargin: boolean;
}

/** Larger gaps between words of one baseline, in heights of the font, may separate two columns. */
const RUN_GAP = 0.5;
const WORD_GAP = 0.15;
/** Two sizes closer than this ratio are the same. */
export const SAME_SIZE = 0.08;
const SAME_BASELINE = 0.35;
const MARGIN = 0.09;

/** Reads the lines of a page, each cut where a wide gap crosses it, in no particular order. */
export async function readFragments(document: PdfDocument, number: number): Promise<readonly Fragment[]> {
  const page = await document.getPage(number);
  const { items } = contentSchema.parse(await page.getTextContent());
  page.cleanup();
  const [, bottom = 0, , top = 0] = page.view;
  const isInMargin = (baseline: number) => {
    const height = (baseline - bottom) / (top - bottom);
    return height < MARGIN || height > 1 - MARGIN;
  };
  const pieces = items.flatMap((item): Fragment[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, skew, , scale, left, baseline] = item.transform;
    // Vertical text runs along the edge of a page.
    if (skew !== 0) return [];
    const size = Math.abs(scale) || item.height;
    const place = {
      left,
      right: left + item.width,
      baseline,
      page: number,
      isInMargin: isInMargin(baseline),
    };
    return [{ ...place, text: item.str, size, font: item.fontName }];
  });
  return joinRows(pieces, RUN_GAP);
}

/**
 * Joins the fragments of each row, from top to bottom.
 * @param mostGap largest gap between two that are joined, in heights of the font
 */
export function joinRows(fragments: readonly Fragment[], mostGap: number): readonly Fragment[] {
  const sorted = [...fragments].sort((a, b) => b.baseline - a.baseline || a.left - b.left);
  const rows: Fragment[][] = [];
  for (const piece of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    const isSameRow =
      first !== undefined &&
      Math.abs(first.baseline - piece.baseline) < SAME_BASELINE * Math.max(first.size, piece.size);
    if (isSameRow) row?.push(piece);
    else rows.push([piece]);
  }
  return rows.flatMap((row) =>
    joinRow(
      row.sort((a, b) => a.left - b.left),
      mostGap,
    ),
  );
}

function joinRow(row: readonly Fragment[], mostGap: number): readonly Fragment[] {
  const joined: Fragment[] = [];
  for (const piece of row) {
    const previous = joined.at(-1);
    const gap = previous === undefined ? 0 : piece.left - previous.right;
    if (previous === undefined || gap > mostGap * previous.size) {
      joined.push(piece);
      continue;
    }
    const isApart = gap > WORD_GAP * previous.size && !/\s$/.test(previous.text) && !/^\s/.test(piece.text);
    const text = `${previous.text}${isApart ? ' ' : ''}${piece.text}`;
    const [main] = previous.text.length >= piece.text.length ? [previous] : [piece];
    joined[joined.length - 1] = {
      ...previous,
      text,
      right: Math.max(previous.right, piece.right),
      size: main.size,
      font: main.font,
    };
  }
  return joined;
}

/** Finds the size and the font of most characters. */
export function mainFont(fragments: readonly Fragment[]): Pick<Fragment, 'size' | 'font'> {
  const counts = new Map<string, { readonly fragment: Fragment; count: number }>();
  for (const fragment of fragments) {
    const key = `${fragment.size.toFixed(1)} ${fragment.font}`;
    const known = counts.get(key) ?? { fragment, count: 0 };
    known.count += fragment.text.length;
    counts.set(key, known);
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.fragment ?? { size: 0, font: '' };
}
