import type { ImportNote } from '../../../domain/resource/resource.ts';
import { createNote } from '../common/import-note.ts';
import type { ReadLimits } from '../common/read-limits.ts';
import { buildResources, type ReadResource, type ResourcePlace } from '../listing/build-resources.ts';
import { lineKey } from '../listing/compare-lines.ts';
import type { Line } from '../listing/line.ts';
import { mergeMetadata } from '../listing/merge-metadata.ts';
import { findMetadataBlocks } from '../listing/metadata-block.ts';
import { type SplitListing, splitListing } from '../listing/split-listing.ts';
import { notesOnText } from '../text/notes-on-text.ts';
import { sanitiseText } from '../text/sanitise-text.ts';
import { singleSpaces } from '../text/single-spaces.ts';
import { findContainerSets, type ResourceContainer } from './find-containers.ts';
import { readLines } from './page-lines.ts';
import { type PageElement, type PageTree, readPageTree } from './page-tree.ts';
import { listingAddress, type Pager, readPager } from './pager.ts';
import { findFirst, textOf } from './tree-search.ts';
import { resolveAddress } from './web-address.ts';

const LONGEST_TITLE = 500;
const DATE = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/;

export interface HtmlListing {
  readonly resources: readonly ReadResource[];
  readonly notes: readonly ImportNote[];
  readonly pager: Pager;
  /** False when part of the page was left out. */
  readonly isWhole: boolean;
}

/**
 * Reads the resources of a listing page, one in each repeated element. A page of unknown structure is read as
 * its visible text.
 * @param address address on the web; null for a saved page
 * @param name file or upload name
 */
export function readHtmlListing(
  html: string,
  address: string | null,
  name: string,
  limits: ReadLimits,
): HtmlListing {
  const tree = readPageTree(html, limits);
  const own = address ?? resolveAddress(tree.canonical ?? undefined, null);
  const base = resolveAddress(tree.base ?? undefined, own) ?? own;
  const main = findFirst(tree.root, isMain) ?? tree.root;
  const content = readLines(main);
  const tooLong = content.filter(({ text }) => text.length > limits.lineLength);
  const containers = findContainers(main, content);
  const split =
    containers === null ? splitListing(withinLimit(content, limits)) : splitContainers(containers, limits);
  const listing = { ...split, rubric: rubricOf(tree, containers) ?? split.rubric };
  const resources = buildResources(listing, {
    origin: address === null ? name : listingAddress(address),
    publisher: tree.siteName === null ? null : singleSpaces(sanitiseText(tree.siteName).text) || null,
    placeOf: (index) => placeOf(index, { listing, containers, tree, base }),
    maxTextLength: limits.textLength,
  });
  return {
    resources,
    notes: [...notesOnTree(tree, tooLong.length), ...notesOnContent(tree, main)],
    pager: readPager(tree.links, address),
    isWhole: !tree.isTooLarge && tooLong.length === 0,
  };
}

/** Returns the sanitised text of an element, on one line. */
function shownText(element: PageElement): string {
  return singleSpaces(sanitiseText(textOf(element)).text);
}

function isMain({ name, attributes }: PageElement): boolean {
  return name === 'main' || attributes.role === 'main';
}

function withinLimit(lines: readonly Line[], { lineLength }: ReadLimits): readonly Line[] {
  return lines.filter(({ text }) => text.length <= lineLength);
}

/** Returns the first set of containers that explains the page: each privacy flag is in one of them. */
function findContainers(main: PageElement, content: readonly Line[]): readonly ResourceContainer[] | null {
  const flagCount = countFlags(content);
  for (const set of findContainerSets(main)) {
    const counts = set.map(({ element }) => countFlags(readLines(element)));
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total === flagCount && counts.every((count) => count <= 1) && (total > 0 || set.length > 1))
      return set;
  }
  return null;
}

function countFlags(lines: readonly Line[]): number {
  return findMetadataBlocks(lines, () => true).filter(({ privacy }) => privacy !== 'missing').length;
}

function splitContainers(containers: readonly ResourceContainer[], limits: ReadLimits): SplitListing {
  const resources = containers.map(({ element, titleElement }) => {
    const lines = withinLimit(readLines(element, new Set([titleElement])), limits);
    const title: Line = {
      text: shownText(titleElement).slice(0, LONGEST_TITLE),
      kind: 'heading',
      number: null,
      blanksBefore: 1,
      blanksAfter: 1,
    };
    return { title, ...mergeMetadata(lines), startsAnywhere: false };
  });
  return { rubric: null, resources };
}

/** Returns the title of the page, which is not a resource's; null without one. */
function rubricOf(tree: PageTree, containers: readonly ResourceContainer[] | null): string | null {
  if (containers === null) return null;
  const titles = new Set(containers.map(({ titleElement }) => titleElement));
  const heading = findFirst(tree.root, (element) => element.name === 'h1' && !titles.has(element));
  const text = heading === null ? '' : shownText(heading);
  const [pageTitle = ''] = sanitiseText(tree.title).text.split(' | ');
  return (text === '' ? pageTitle.trim() : text) || null;
}

interface ReadPage {
  readonly listing: SplitListing;
  readonly containers: readonly ResourceContainer[] | null;
  readonly tree: PageTree;
  readonly base: string | null;
}

function placeOf(index: number, { listing, containers, tree, base }: ReadPage): ResourcePlace {
  const container = containers?.[index];
  if (container === undefined) {
    const key = lineKey(listing.resources[index]?.title.text ?? '');
    const link = tree.links.find(({ text }) => text.length < 500 && lineKey(text) === key);
    return { url: resolveAddress(link?.href, base) ?? base, date: null };
  }
  const { element, titleElement } = container;
  const isLink = ({ name, attributes }: PageElement) => name === 'a' && attributes.href !== undefined;
  const holdsTitle = (outer: PageElement) => findFirst(outer, (inner) => inner === titleElement) !== null;
  const link =
    findFirst(titleElement, isLink) ??
    findFirst(element, (outer) => isLink(outer) && holdsTitle(outer)) ??
    findFirst(element, (other) => isLink(other) && other.attributes.rel === 'bookmark');
  const href = link?.attributes.href ?? element.attributes.about;
  const time = findFirst(element, ({ name, attributes }) => name === 'time' && 'datetime' in attributes);
  const date = DATE.exec(time?.attributes.datetime ?? '');
  return { url: resolveAddress(href, base) ?? base, date: date?.[0] ?? null };
}

function notesOnTree(tree: PageTree, tooLongCount: number): readonly ImportNote[] {
  const notes: ImportNote[] = [];
  if (tree.isTooDeep) {
    const detail = 'La page imbrique trop d’éléments : les plus profonds sont lus comme du simple texte.';
    notes.push(createNote('nesting-too-deep', detail));
  }
  if (tree.isTooLarge) {
    notes.push(createNote('page-too-large', 'La page compte trop d’éléments : sa fin n’est pas lue.'));
  }
  if (tooLongCount > 0) {
    const detail = `${tooLongCount} paragraphe(s) démesuré(s) de la page sont écartés.`;
    notes.push(createNote('line-too-long', detail));
  }
  return notes;
}

function notesOnContent(tree: PageTree, main: PageElement): readonly ImportNote[] {
  const notes = [...notesOnText(textOf(main), 'la page')];
  if (tree.activeCount > 0) {
    const detail = `La page contient ${tree.activeCount} élément(s) actif(s) (gestionnaires d’événements, cadres, adresses exécutables) : seul le texte est gardé.`;
    notes.push(createNote('markup-removed', detail));
  }
  return notes;
}
