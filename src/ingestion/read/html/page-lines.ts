import { DomUtils } from 'htmlparser2';
import type { Block } from '../../../domain/resource/resource.ts';
import { isLabel } from '../listing/metadata-block.ts';
import type { Line } from '../listing/text-lines.ts';
import { cleanLine } from '../text/sanitise-text.ts';
import { findAll, type PageElement, type PageNode, textOf } from './page-tree.ts';

const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Elements that surround the content on every page of a site. */
const CHROME = new Set(['head', 'nav', 'footer', 'aside']);
const BLOCKS = new Set('p div ul ol dl table blockquote article section h1 h2 h3 h4 h5 h6'.split(' '));
const HEADING = /^h[1-6]$/;

/** Reads the visible lines of an element, in order, without those of `left`. */
export function readLines(element: PageNode, left?: PageElement): readonly Line[] {
  const writer = new LineWriter(left);
  writer.readChildren(element, null);
  writer.endLine();
  return writer.lines;
}

export function isHeading(element: PageElement): boolean {
  return HEADING.test(element.name);
}

class LineWriter {
  readonly lines: Line[] = [];
  readonly #left: PageElement | undefined;
  #text = '';
  #kind: Block['kind'] | null = null;

  constructor(left: PageElement | undefined) {
    this.#left = left;
  }

  endLine(): void {
    const text = cleanLine(this.#text);
    this.#text = '';
    if (text === '') return;
    const kind = this.#kind ?? 'paragraph';
    const previous = this.lines.at(-1);
    const isSameRun = previous?.kind === kind && (kind === 'list-item' || kind === 'table-row');
    this.lines.push({ text, kind, number: null, blanksBefore: isSameRun ? 0 : 1, blanksAfter: 1 });
  }

  readChildren(element: PageNode, kind: Block['kind'] | null): void {
    for (const child of element.children) {
      if ('attribs' in child) this.#readElement(child, kind);
      else {
        this.#kind = kind;
        this.#text += DomUtils.getText(child);
      }
    }
  }

  #readElement(element: PageElement, kind: Block['kind'] | null): void {
    if (element === this.#left || CHROME.has(element.name)) return;
    if (element.name === 'br' || element.name === 'hr') {
      this.#kind = kind;
      this.endLine();
      return;
    }
    const text = textOf(element);
    if (isLabel(text)) this.#writeAlone(text, null);
    else if (INLINE.has(element.name)) this.readChildren(element, kind);
    else if (element.name === 'tr') this.#readRow(element);
    else {
      this.#end(kind);
      const own = kindOf(element) ?? kind;
      this.readChildren(element, own);
      this.#end(own);
    }
  }

  #readRow(row: PageElement): void {
    this.endLine();
    const cells = row.children.filter((child) => 'attribs' in child);
    // A layout table: its cells hold several blocks.
    const isLayout = findAll(row, ({ name }) => BLOCKS.has(name)).length > cells.length;
    const texts = cells.map(textOf).filter((text) => text !== '');
    if (isLayout || isLabel(texts[0] ?? '')) {
      for (const cell of cells) {
        this.readChildren(cell, null);
        this.endLine();
      }
    } else this.#writeAlone(texts.join(' | '), 'table-row');
  }

  #writeAlone(text: string, kind: Block['kind'] | null): void {
    this.endLine();
    this.#text = text;
    this.#end(kind);
  }

  #end(kind: Block['kind'] | null): void {
    this.#kind = kind;
    this.endLine();
  }
}

function kindOf({ name }: PageElement): Block['kind'] | null {
  if (HEADING.test(name)) return 'heading';
  if (name === 'li') return 'list-item';
  return name === 'blockquote' ? 'quote' : null;
}
