import { singleSpaces } from '../text/single-spaces.ts';
import type { PageElement } from './page-tree.ts';

export function isElement(node: PageElement | string): node is PageElement {
  return typeof node !== 'string';
}

/** Finds the elements below `root` that satisfy `test`, nested ones included, in document order. */
export function findAll(root: PageElement, test: (element: PageElement) => boolean): readonly PageElement[] {
  const found: PageElement[] = [];
  const visit = (element: PageElement) => {
    if (test(element)) found.push(element);
    for (const child of element.children) if (isElement(child)) visit(child);
  };
  for (const child of root.children) if (isElement(child)) visit(child);
  return found;
}

/** Finds the first element below `root` that satisfies `test`; null without one. */
export function findFirst(root: PageElement, test: (element: PageElement) => boolean): PageElement | null {
  for (const child of root.children) {
    if (!isElement(child)) continue;
    const found = test(child) ? child : findFirst(child, test);
    if (found !== null) return found;
  }
  return null;
}

/** Returns all the text of an element, trimmed, with single spaces. */
export function textOf(element: PageElement): string {
  const parts: string[] = [];
  const visit = (node: PageElement | string) => {
    if (!isElement(node)) parts.push(node);
    else if (node.name === 'br') parts.push(' ');
    else for (const child of node.children) visit(child);
  };
  visit(element);
  return singleSpaces(parts.join(''));
}

/** Returns the text of a small element; null beyond `maxLength` characters or 20 nodes. */
export function shortTextOf(element: PageElement, maxLength: number): string | null {
  let text = '';
  let visits = 0;
  const visit = (node: PageElement | string): boolean => {
    visits += 1;
    if (visits > 20 || text.length > maxLength) return false;
    if (isElement(node)) return node.children.every(visit);
    text += node.length > maxLength * 4 ? node : singleSpaces(node);
    return true;
  };
  return visit(element) && text.length <= maxLength ? singleSpaces(text) : null;
}
