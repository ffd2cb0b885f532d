import { isHeading } from './page-lines.ts';
import { findAll, findFirst, hasClass, type PageElement, type PageNode, textOf } from './page-tree.ts';

/** Element of the page that holds exactly one resource. */
export interface ResourceContainer {
  readonly element: PageElement;
  readonly titleElement: PageElement;
}

const TITLE_CLASS = /(?:^|[-_])title(?:$|[-_])/;
const RESOURCE_CLASS = /^(?:node|ressource|resource|fiche|teaser|card)(?:$|[-_])/;

/** Marks of the items of a listing, surest first. */
const MARKS: readonly ((element: PageElement) => boolean)[] = [
  (element) => hasClass(element, /^views-row$/),
  ({ name }) => name === 'article',
  (element) => hasClass(element, RESOURCE_CLASS),
];

/**
 * Finds candidate sets of containers, surest first: elements with the same mark and a title that hold no
 * other such element. The caller checks that every metadata block of the page falls into one of them.
 */
export function findContainerSets(root: PageNode): readonly (readonly ResourceContainer[])[] {
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
  const hasText = (inner: PageElement) => textOf(inner) !== '';
  return (
    findFirst(element, (inner) => isHeading(inner) && hasText(inner)) ??
    findFirst(element, (inner) => hasClass(inner, TITLE_CLASS) && hasText(inner))
  );
}
