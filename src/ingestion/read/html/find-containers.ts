import { isHeading } from './page-lines.ts';
import type { PageElement } from './page-tree.ts';
import { findAll, findFirst, textOf } from './tree-search.ts';

/** Element of the page that holds exactly one resource. */
export interface ResourceContainer {
  readonly element: PageElement;
  readonly titleElement: PageElement;
}

const TITLE_CLASS = /(?:^|[-_])title(?:$|[-_])/;
const RESOURCE_CLASS = /^(?:node|ressource|resource|fiche|teaser|card)(?:$|[-_])/;

/** Marks of the items of a listing, surest first. */
const MARKS: readonly ((element: PageElement) => boolean)[] = [
  ({ classes }) => classes.includes('views-row'),
  ({ name }) => name === 'article',
  ({ classes }) => classes.some((name) => RESOURCE_CLASS.test(name)),
];

/**
 * Finds candidate sets of containers, surest first: elements with the same mark and a title that hold no
 * other such element. The caller checks that every metadata block of the page falls into one of them.
 */
export function findContainerSets(root: PageElement): readonly (readonly ResourceContainer[])[] {
  return MARKS.map((mark) => {
    const marked = new Map(
      findAll(root, mark).flatMap((element): [PageElement, PageElement][] => {
        const titleElement = findTitleElement(element);
        return titleElement === null ? [] : [[element, titleElement]];
      }),
    );
    return Array.from(marked, ([element, titleElement]) => ({ element, titleElement })).filter(
      ({ element }) => findFirst(element, (inner) => marked.has(inner)) === null,
    );
  }).filter((set) => set.length > 0);
}

function findTitleElement(element: PageElement): PageElement | null {
  const heading = findFirst(element, (inner) => isHeading(inner) && textOf(inner) !== '');
  if (heading !== null) return heading;
  return findFirst(
    element,
    (inner) => inner.classes.some((name) => TITLE_CLASS.test(name)) && textOf(inner) !== '',
  );
}
