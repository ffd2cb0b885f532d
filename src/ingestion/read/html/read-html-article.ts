import { fold } from '../../../domain/text/fold.ts';
import { lineKey } from '../listing/compare-lines.ts';
import type { Line } from '../listing/line.ts';
import { type SplitResource, splitDocument } from '../listing/split-listing.ts';
import { findStatedDate, LINES_BESIDE_TITLE } from '../listing/stated-date.ts';
import { findArticle } from './find-article.ts';
import { findPageTitle, readDate, readPageFacts } from './page-facts.ts';
import { readLines } from './page-lines.ts';
import { findAll, hasClass, type PageElement, type PageTree, textOf } from './page-tree.ts';

export interface HtmlArticle {
  /** Null when the page has no text. */
  readonly resource: SplitResource | null;
  readonly date: string | null;
}

/** Heading above what a site adds under its articles. */
const END =
  /^(?:(?:a|voir|lire|decouvrir|consulter) (?:lire )?(?:aussi|egalement)|(?:articles?|contenus?|actualites?|ressources?|pages?|publications?) (?:similaires?|lies?|liees?|associe(?:e|s|es)?|connexes?|recent(?:e|s|es)?)|(?:sur le|dans le) meme (?:sujet|theme)|dans la meme (?:rubrique|categorie)|(?:ces articles|cela) (?:pourraient|pourrait|peuvent|peut) (?:aussi )?vous interesser|(?:vous aimerez|nos autres|nos dernieres|les dernieres) .{0,40}|\d* ?commentaires?|(?:laisser|ajouter|poster) un commentaire|partage[rz].{0,40}|inscri(?:vez-vous|ption) .{0,20}newsletter|restez informes?)\s*[:!?]?$/;
/** The end stands in the last lines: an account may have the same words among its first ones. */
const LEAST_BEFORE_END = 0.5;

/**
 * Reads a page that holds one resource: its title and date, and its text without the menus, banners and links around
 * it. Changes the tree.
 * @param holder element known to hold the resource with its fields; null when the page has no such field
 */
export function readHtmlArticle(tree: PageTree, holder: PageElement | PageTree['root'] | null): HtmlArticle {
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
export function findTime(element: PageElement | PageTree['root']): string | null {
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
