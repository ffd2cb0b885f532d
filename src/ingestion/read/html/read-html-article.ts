import { Readability } from '@mozilla/readability';
import { DomUtils } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { fold } from '../../../domain/text/fold.ts';
import { splitDocument } from '../listing/split-listing.ts';
import { findStatedDate, LINES_BESIDE_TITLE } from '../listing/stated-date.ts';
import { type Line, lineKey } from '../listing/text-lines.ts';
import { findPageTitle, readDate, readPageFacts } from './page-facts.ts';
import { isHeading, readLines } from './page-lines.ts';
import {
  countProse,
  findAll,
  findFirst,
  hasClass,
  type PageElement,
  type PageNode,
  type PageTree,
  readPageTree,
  textOf,
} from './page-tree.ts';

/** Heading above what a site adds under its articles. */
const END =
  /^(?:(?:a|voir|lire|decouvrir|consulter) (?:lire )?(?:aussi|egalement)|(?:articles?|contenus?|actualites?|ressources?|pages?|publications?) (?:similaires?|lies?|liees?|associe(?:e|s|es)?|connexes?|recent(?:e|s|es)?)|(?:sur le|dans le) meme (?:sujet|theme)|dans la meme (?:rubrique|categorie)|(?:ces articles|cela) (?:pourraient|pourrait|peuvent|peut) (?:aussi )?vous interesser|(?:vous aimerez|nos autres|nos dernieres|les dernieres) .{0,40}|\d* ?commentaires?|(?:laisser|ajouter|poster) un commentaire|partage[rz].{0,40}|inscri(?:vez-vous|ption) .{0,20}newsletter|restez informes?)\s*[:!?]?$/;
/** The end stands in the last lines: an account may have the same words among its first ones. */
const LEAST_BEFORE_END = 0.5;

/**
 * Reads a page that holds one resource: its title and date, and its text without the menus, banners and links around
 * it; a page without text has none. Changes the tree.
 * @param holder element known to hold the resource with its fields; null when the page has no such field
 */
export function readHtmlArticle(tree: PageTree, holder: PageNode | null) {
  const facts = readPageFacts(tree);
  const content = holder ?? findArticle(tree.root);
  const title = findPageTitle(tree.root, content, facts);
  const all = readLines(content);
  const lines = holder === null ? withoutEnd(all) : all;
  const [resource = null] = splitDocument(lines, title).resources;
  const titleAt = lines.findIndex(({ text }) => lineKey(text) === lineKey(title ?? ''));
  const above = lines.slice(0, Math.max(titleAt, 0)).slice(-LINES_BESIDE_TITLE);
  const stated = findStatedDate(resource?.body ?? []) ?? findStatedDate(above);
  return { resource, date: facts.date ?? findTime(content) ?? findTime(tree.root) ?? stated };
}

/** Finds the first time of a page that is not that of its last change. */
export function findTime(element: PageNode): string | null {
  const isPublished = (time: PageElement) => !hasClass(time, /updated|modified/i);
  const times = findAll(element, ({ name }) => name === 'time').filter(isPublished);
  return times.map((time) => readDate(time.attribs.datetime ?? textOf(time))).find(Boolean) ?? null;
}

function withoutEnd(lines: readonly Line[]): readonly Line[] {
  const total = lines.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  for (const [index, { text }] of lines.entries()) {
    if (before >= LEAST_BEFORE_END * total && END.test(fold(text))) return lines.slice(0, index);
    before += text.length;
  }
  return lines;
}

const WORDS =
  'cookies?|consent|consentement|gdpr|rgpd|tarteaucitron|axeptio|didomi|onetrust|cmplz|cky|cmp|breadcrumbs?|fil-?ariane|fil-d-?ariane|ariane|menus?|nav|navbar|navigation|megamenu|sidebar|footer|pied|pied-?de-?page|comments?|commentaires?|respond|forum|pagination|pager|newsletter|skip|skip-?links?|evitement|share|sharing|partages?|partager|social|socials|reseaux-?sociaux|addtoany|related|similaires?|a-?lire-?aussi|voir-?aussi|login|modal|popup|toolbar|search|recherche|langues?|lang-?switcher|sommaire|toc|topbar|alert-?banner|widget-area|sr-only|visually-hidden|screen-reader-text';
/** Names of what surrounds the text of a page in usual sites, at the start or the end of a class or an id. */
const CHROME_NAME = new RegExp(`^(?:${WORDS}|widget|banner|aside)(?:$|[-_])|(?:^|[-_])(?:${WORDS})$`, 'i');
const COOKIES = /cookie|consent|rgpd|gdpr/i;
const CHROME_ROLE = /^(?:navigation|contentinfo|complementary|search|dialog|alertdialog|banner)$/;
const CHROME_TAG = new Set(['nav', 'footer', 'aside', 'form']);
const LISTS = new Set(['ul', 'ol', 'div', 'section', 'table', 'p']);
/** A list is a menu when its links hold nearly all its text. */
const MENU_LINKS = 4;
const MENU_PROSE_SHARE = 0.1;
/** An element with more of the prose of a page than this share is not around it, under any name. */
const MOST_OF_PAGE = 0.5;
/** Readers of articles give up on pages of many small parts: their result counts above this share of the prose. */
const LEAST_KEPT = 0.5;
const SHORTEST_ARTICLE = 200;
const MOST_ELEMENTS = 30_000;

/** Finds the element that holds the article of a page. Removes what surrounds it from the tree. */
function findArticle(root: PageNode): PageNode {
  removeChrome(root);
  const prose = countProse(root);
  const isMost = (one: PageElement) => countProse(one) >= MOST_OF_PAGE * prose;
  return (
    findFirst(root, (one) => one.attribs.itemprop === 'articleBody' && isMost(one)) ??
    findFirst(root, (one) => (one.name === 'main' || one.attribs.role === 'main') && isMost(one)) ??
    findFirst(root, (one) => one.name === 'article' && isMost(one)) ??
    readWithReadability(root, prose) ??
    root
  );
}

function removeChrome(root: PageNode): void {
  const isTitled = (one: PageElement) =>
    one.name === 'h1' || one.name === 'main' || one.attribs.role === 'main';
  const mayGo = (one: PageElement) => !isTitled(one) && findFirst(one, isTitled) === null;
  const prose = countProse(root);
  for (const element of findAll(root, (one) => isNamedChrome(one) || isMenu(one))) {
    if (mayGo(element) && countProse(element) < MOST_OF_PAGE * prose) DomUtils.removeElement(element);
  }
}

function isNamedChrome({ name, attribs }: PageElement): boolean {
  if (CHROME_TAG.has(name) || CHROME_ROLE.test(attribs.role ?? '')) return true;
  const names = `${attribs.class ?? ''} ${attribs.id ?? ''}`.split(/\s+/);
  return (
    name !== 'body' && name !== 'html' && names.some((one) => CHROME_NAME.test(one) || COOKIES.test(one))
  );
}

function isMenu(element: PageElement): boolean {
  if (!LISTS.has(element.name) || findFirst(element, isHeading) !== null) return false;
  const links = findAll(element, ({ name }) => name === 'a').length;
  return links >= MENU_LINKS && countProse(element) < MENU_PROSE_SHARE * textOf(element).length;
}

function readWithReadability(root: PageNode, prose: number): PageNode | null {
  if (findAll(root, () => true).length > MOST_ELEMENTS) return null;
  const body = findFirst(root, ({ name }) => name === 'body') ?? root;
  const { document } = parseHTML(
    `<!doctype html><html><head></head><body>${DomUtils.getInnerHTML(body)}</body></html>`,
  );
  try {
    const options = { charThreshold: SHORTEST_ARTICLE, disableJSONLD: true };
    const content = new Readability(document, options).parse()?.content ?? '';
    const { root: article } = readPageTree(content);
    return countProse(article) >= LEAST_KEPT * prose ? article : null;
  } catch {
    // The library does not expect every tree that a page can make; the whole page is read instead.
    return null;
  }
}
