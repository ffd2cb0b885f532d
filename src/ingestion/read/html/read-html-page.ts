import { DomUtils } from 'htmlparser2';
import type { ImportNote } from '../../../domain/resource/resource.ts';
import { createNote } from '../common/read-item.ts';
import { buildResources, type ResourcePlace } from '../listing/build-resources.ts';
import { findMetadataBlocks, mergeMetadata } from '../listing/metadata-block.ts';
import { type SplitListing, splitListing } from '../listing/split-listing.ts';
import { type Line, lineKey, lineOf } from '../listing/text-lines.ts';
import { cleanLine, notesOnText } from '../text/sanitise-text.ts';
import { findContainerSets, type ResourceContainer } from './find-containers.ts';
import { findPublisher } from './find-publisher.ts';
import { readLines } from './page-lines.ts';
import {
  findAll,
  findFirst,
  type PageElement,
  type PageNode,
  type PageTree,
  readPageTree,
  textOf,
} from './page-tree.ts';
import { listingAddress, readPager, resolveAddress } from './pager.ts';
import { findTime, readHtmlArticle } from './read-html-article.ts';

const LONGEST_TITLE = 500;
/** Beside teasers, an article holds this share of their text; the items of a listing hold theirs of the page. */
const ARTICLE_SHARE = 0.7;
const LISTING_SHARE = 0.4;
/** In a listing without fields, this share of the titles lead to pages of their own. */
const LINKED_SHARE = 0.5;
const LONGEST_TEASER = 400;
const DATE_IN_ADDRESS = /\/((?:19|20)\d\d)\/(0[1-9]|1[0-2])(?:\/(0[1-9]|[12]\d|3[01]))?\//;

/**
 * Reads the resources of a page: one in each repeated element of a listing, or the single one of an article. A listing
 * of unknown structure is read as its visible text.
 * @param address address on the web; null for a saved page
 * @param name file or upload name
 */
export function readHtmlPage(html: string, address: string | null, name: string) {
  const tree = readPageTree(html);
  const { root } = tree;
  const own = address ?? resolveAddress(attributeOf(root, 'link', 'rel', 'canonical', 'href'), null);
  const base = resolveAddress(findFirst(root, ({ name }) => name === 'base')?.attribs.href, own) ?? own;
  const main = findFirst(root, isMain) ?? root;
  const context = {
    origin: address === null ? name : listingAddress(address),
    publisher: findPublisher(
      root,
      cleanLine(attributeOf(root, 'meta', 'property', 'og:site_name', 'content')),
    ),
  };
  const notes = notesOn(tree, main);
  const pager = readPager(findAll(root, isLink), address);
  const content = readLines(main);
  const found = findContainers(main, content);
  const flagCount = countFlags(content);
  const containers = found === null || isOneArticle(found, { main, content, base }) ? null : found;
  if (containers === null && flagCount <= 1) {
    if (flagCount === 0) removeTeasers(found ?? [], base);
    const holder = flagCount === 0 ? null : (found?.[0]?.element ?? main);
    const { resource, date } = readHtmlArticle(tree, holder);
    const listing = { rubric: null, resources: resource === null ? [] : [resource] };
    return {
      resources: buildResources(listing, {
        ...context,
        placeOf: () => ({ url: base, date: date ?? findAddressDate(base) }),
      }),
      notes,
      pager,
    };
  }
  const split = containers === null ? splitListing(content) : splitContainers(containers);
  const listing = { ...split, rubric: rubricOf(root, containers) ?? split.rubric };
  const placeOfOne = (index: number) => placeOf(index, { listing, containers, root, base });
  return { resources: buildResources(listing, { ...context, placeOf: placeOfOne }), notes, pager };
}

/** Removes from the tree the links to other articles, with their summaries. */
function removeTeasers(containers: readonly ResourceContainer[], base: string | null): void {
  for (const container of containers) {
    const href = linkOf(container);
    const leadsAway = href !== null && (base === null || resolveAddress(href, base) !== base);
    if (leadsAway && textOf(container.element).length <= LONGEST_TEASER) {
      DomUtils.removeElement(container.element);
    }
  }
}

/** Reads the date of a permanent link: `/2023/03/12/titre`. */
function findAddressDate(address: string | null): string | null {
  const [, ...parts] = DATE_IN_ADDRESS.exec(address ?? '') ?? [];
  return parts.filter((part) => part !== undefined).join('-') || null;
}

interface ShownPage {
  readonly main: PageNode;
  readonly content: readonly Line[];
  readonly base: string | null;
}

/** Tells whether the containers are one article: alone, its sections, or it and links to others under it. */
function isOneArticle(containers: readonly ResourceContainer[], { main, content, base }: ShownPage): boolean {
  const [only, ...others] = containers;
  if (only !== undefined && others.length === 0) {
    const href = linkOf(only);
    return href === null || (base !== null && resolveAddress(href, base) === base);
  }
  const isLinked = (one: ResourceContainer) => linkOf(one) !== null;
  if (countFlags(content) === 0 && containers.filter(isLinked).length < LINKED_SHARE * containers.length)
    return true;
  const sizes = containers.map(({ element }) => textOf(element).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return Math.max(...sizes) >= ARTICLE_SHARE * total || total < LISTING_SHARE * textOf(main).length;
}

/** Returns attribute `wanted` of the first element `name` whose attribute `key` is `value`. */
function attributeOf(root: PageTree['root'], name: string, key: string, value: string, wanted: string) {
  return findFirst(root, (one) => one.name === name && one.attribs[key] === value)?.attribs[wanted];
}

function isLink({ name, attribs }: PageElement): boolean {
  return name === 'a' && attribs.href !== undefined;
}

function isMain({ name, attribs }: PageElement): boolean {
  return name === 'main' || attribs.role === 'main';
}

/** Returns the first set of containers that explains the page: each privacy flag is in one of them. */
function findContainers(main: PageNode, content: readonly Line[]): readonly ResourceContainer[] | null {
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

function splitContainers(containers: readonly ResourceContainer[]): SplitListing {
  const resources = containers.map(({ element, titleElement }) => {
    const lines = readLines(element, titleElement);
    const title = lineOf(cleanLine(textOf(titleElement)).slice(0, LONGEST_TITLE), 'heading');
    return { title, ...mergeMetadata(lines), startsAnywhere: false };
  });
  return { rubric: null, resources };
}

/** Returns the title of the page, which is not a resource's; null without one. */
function rubricOf(root: PageTree['root'], containers: readonly ResourceContainer[] | null): string | null {
  if (containers === null) return null;
  const titles = new Set(containers.map(({ titleElement }) => titleElement));
  const heading = findFirst(root, (element) => element.name === 'h1' && !titles.has(element));
  const title = findFirst(root, ({ name }) => name === 'title');
  const [pageTitle = ''] = title === null ? [] : cleanLine(textOf(title)).split(' | ');
  return (heading === null ? '' : cleanLine(textOf(heading))) || pageTitle || null;
}

interface ReadPage {
  readonly listing: SplitListing;
  readonly containers: readonly ResourceContainer[] | null;
  readonly root: PageTree['root'];
  readonly base: string | null;
}

function placeOf(index: number, { listing, containers, root, base }: ReadPage): ResourcePlace {
  const container = containers?.[index];
  if (container === undefined) {
    const key = lineKey(listing.resources[index]?.title.text ?? '');
    const link = findFirst(root, (one) => isLink(one) && lineKey(textOf(one)) === key);
    return { url: resolveAddress(link?.attribs.href, base) ?? base, date: null };
  }
  const href = linkOf(container) ?? container.element.attribs.about;
  return { url: resolveAddress(href, base) ?? base, date: findTime(container.element) };
}

/** Returns the link of a title, as written; null without one. */
function linkOf({ element, titleElement }: ResourceContainer): string | null {
  const holdsTitle = (outer: PageElement) => findFirst(outer, (inner) => inner === titleElement) !== null;
  const link =
    findFirst(titleElement, isLink) ??
    findFirst(element, (outer) => isLink(outer) && holdsTitle(outer)) ??
    findFirst(element, (other) => isLink(other) && other.attribs.rel === 'bookmark');
  return link?.attribs.href ?? null;
}

function notesOn({ isTooDeep }: PageTree, main: PageNode): readonly ImportNote[] {
  const notes = notesOnText(textOf(main), 'la page');
  if (!isTooDeep) return notes;
  const detail = 'La page imbrique trop d’éléments : les plus profonds sont lus comme du simple texte.';
  return [createNote('nesting-too-deep', detail), ...notes];
}
