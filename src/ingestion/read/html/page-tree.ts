import { DomHandler, DomUtils, Parser } from 'htmlparser2';
import { singleSpaces } from '../text/sanitise-text.ts';

export type PageElement = ReturnType<typeof DomUtils.findAll>[number];
export type PageNode = PageElement | DomHandler['root'];
type Test = (element: PageElement) => boolean;

export interface PageTree {
  /** Holds the elements of the page; never one of them. */
  readonly root: DomHandler['root'];
  /** True when elements below the depth limit were reduced to their text. */
  readonly isTooDeep: boolean;
  /** Contents of its JSON-LD scripts, as written. */
  readonly linkedData: readonly string[];
}

/** Elements whose content is not text of the page: code, form controls, embedded media. */
const UNSEEN = new Set(
  'script style noscript template iframe object embed svg math select option textarea button audio video canvas dialog'.split(
    ' ',
  ),
);
const HIDING_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** Deeper elements are reduced to their text. */
const MAX_DEPTH = 200;

/** Parses the visible tree of an HTML page. Never throws on malformed markup. */
export function readPageTree(html: string): PageTree {
  const tree = new DomHandler();
  let depth = 0;
  /** Open elements being skipped: too deep, or inside an invisible one. */
  let skipped = 0;
  let isUnseen = false;
  let isTooDeep = false;
  const linkedData: string[] = [];
  let isLinkedData = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (skipped === 0) {
        isUnseen = UNSEEN.has(name) || isHidden(attributes);
        isTooDeep ||= depth >= MAX_DEPTH;
        isLinkedData = name === 'script' && attributes.type === 'application/ld+json';
        if (isLinkedData) linkedData.push('');
      }
      if (skipped > 0 || isUnseen || depth >= MAX_DEPTH) skipped += 1;
      else {
        depth += 1;
        tree.onopentag(name, attributes);
      }
    },
    ontext(text) {
      if (skipped === 0 || !isUnseen) tree.ontext(text);
      else if (isLinkedData) linkedData.push((linkedData.pop() ?? '') + text);
    },
    onclosetag() {
      if (skipped > 0) skipped -= 1;
      else {
        depth -= 1;
        tree.onclosetag();
      }
    },
  });
  parser.end(html);
  return { root: tree.root, isTooDeep, linkedData };
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return attributes.hidden !== undefined || HIDING_STYLE.test(attributes.style ?? '');
}

export function hasClass({ attribs }: PageElement, test: RegExp): boolean {
  return (attribs.class ?? '').split(/\s+/).some((name) => test.test(name));
}

/** Finds the elements below `root` that satisfy `test`, nested ones included, in document order. */
export function findAll(root: PageNode, test: Test): readonly PageElement[] {
  return DomUtils.findAll(test, root.children);
}

/** Finds the first element below `root` that satisfies `test`; null without one. */
export function findFirst(root: PageNode, test: Test): PageElement | null {
  return DomUtils.findOne(test, root.children);
}

/** Returns all the text of an element, trimmed, with single spaces. */
export function textOf(element: PageNode): string {
  return singleSpaces(DomUtils.getText(element.children));
}

/** Counts the characters of an element that are not in a link: its prose, where a menu has none. */
export function countProse(element: PageNode): number {
  return element.children.reduce((sum, child) => {
    if ('attribs' in child) return child.name === 'a' ? sum : sum + countProse(child);
    return sum + DomUtils.getText(child).replace(/\s+/g, ' ').trim().length;
  }, 0);
}
