import { singleSpaces } from '../text/single-spaces.ts';
import type { PageElement } from './page-tree.ts';

export function isElement(node: PageElement | string): node is PageElement {
  return typeof node !== 'string';
}

/** Elements below `root` that satisfy `test`, in document order. Those inside an accepted one are searched too. */
export function findAll(root: PageElement, test: (element: PageElement) => boolean): readonly PageElement[] {
  const found: PageElement[] = [];
  const visit = (element: PageElement) => {
    if (test(element)) found.push(element);
    for (const child of element.children) if (isElement(child)) visit(child);
  };
  for (const child of root.children) if (isElement(child)) visit(child);
  return found;
}

/** The first of them; null without one. */
export function findFirst(root: PageElement, test: (element: PageElement) => boolean): PageElement | null {
  for (const child of root.children) {
    if (!isElement(child)) continue;
    const found = test(child) ? child : findFirst(child, test);
    if (found !== null) return found;
  }
  return null;
}

/** All the text of an element, with single spaces, trimmed. */
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

/** The text of an element that holds little; null as soon as it is longer than a label, or has many parts. */
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
