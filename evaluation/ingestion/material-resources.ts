import type { Block, Resource } from '../../src/domain/resource/resource.ts';
import type { AnnotatedPage } from './material.ts';

/** In characters; longer lines are paragraphs. */
const LONGEST_HEADING = 110;

function isItem(line: string): boolean {
  return /^\s*[•▪–—*✔-]\s/.test(line);
}

/** Tells what a line of an annotated page is: an item, a heading or a paragraph. */
export function kindOfLine(line: string): Block['kind'] {
  if (isItem(line)) return 'list-item';
  return line.length <= LONGEST_HEADING && !/[.;,:!…»]$/.test(line.trim()) ? 'heading' : 'paragraph';
}

/** Removes the first line of a text when it only repeats the title. */
function bodyOf({ title, text }: AnnotatedPage): string {
  return text.startsWith(`${title}\n`) ? text.slice(title.length + 1) : text;
}

/** Writes a page as the resource that an import would read, with or without headings. */
export function resourceOf(page: AnnotatedPage, id: string, isMarked: boolean): Resource {
  const text = bodyOf(page);
  const blocks = [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
    kind: isMarked || isItem(line) ? kindOfLine(line) : ('paragraph' as const),
    start: index,
    end: index + line.length,
  }));
  return {
    id,
    title: page.title,
    url: null,
    resourceType: null,
    publisher: null,
    date: page.date,
    access: 'public',
    text,
    blocks,
    listing: { rubric: null, origin: page.style },
    line: null,
  };
}
