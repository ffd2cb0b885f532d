import { DomUtils, parseDocument } from 'htmlparser2';
import { findTitleDate } from '../../../domain/resource/title-date.ts';
import { readLines } from '../html/page-lines.ts';
import { type PageElement, readPageTree, textOf } from '../html/page-tree.ts';
import { resolveAddress } from '../html/pager.ts';
import { buildResources, type ReadResource } from '../listing/build-resources.ts';
import { mergeMetadata } from '../listing/metadata-block.ts';
import { lineOf } from '../listing/text-lines.ts';
import { cleanLine } from '../text/sanitise-text.ts';

/** Names of each field in Atom and in the versions of RSS, fullest text first. */
const BODY = ['content:encoded', 'content', 'description', 'summary', 'atom:summary'];
const DATE = ['pubDate', 'published', 'dc:date', 'issued', 'updated'];
const ISO_DATE = /^(?:19|20)\d\d-\d\d-\d\d/;
const ENGLISH_DATE = /^(?:\w{3},? +)?(\d{1,2}) +(\w{3})\w* +((?:19|20)\d\d)/;
const ENGLISH_MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const LONGEST_TITLE = 500;
const HOLDERS = new Set(['channel', 'feed', 'rdf:RDF']);
/** Feeds hold tens of entries. */
const MOST_ENTRIES = 1_000;

/**
 * Reads the entries of an RSS or Atom feed, each one a resource with the text that the feed gives.
 * @param address address on the web; null for a file
 * @param name file or upload name
 */
export function readFeed(xml: string, address: string | null, name: string): readonly ReadResource[] {
  const tree = parseDocument(xml, { xmlMode: true });
  const entries = DomUtils.findAll(({ name }) => name === 'item' || name === 'entry', tree.children)
    .filter(({ parent }) => parent !== null && 'name' in parent && HOLDERS.has(parent.name))
    .slice(0, MOST_ENTRIES);
  const channel = DomUtils.findOne(({ name: tag }) => tag === 'channel' || tag === 'feed', tree.children);
  const publisher = channel === null ? '' : plain(textIn(channel, ['title']));
  const split = entries.map((entry) => ({
    title: lineOf(plain(textIn(entry, ['title'])).slice(0, LONGEST_TITLE) || 'Sans titre', 'heading'),
    ...mergeMetadata(readLines(readPageTree(textIn(entry, BODY)).root)),
    startsAnywhere: false,
  }));
  return buildResources(
    { rubric: null, resources: split },
    {
      origin: address ?? name,
      publisher: publisher || null,
      placeOf: (index) => placeOf(entries[index], address),
    },
  );
}

/** Reads the first of these children that has a text, with its markup. */
function textIn(element: PageElement, names: readonly string[]): string {
  for (const wanted of names) {
    const child = DomUtils.findOne(({ name }) => name === wanted, element.children, false);
    if (child === null) continue;
    const isMarkup = child.attribs.type === 'xhtml';
    const text = isMarkup ? DomUtils.getInnerHTML(child) : DomUtils.textContent(child);
    if (text.trim() !== '') return text;
  }
  return '';
}

function plain(html: string): string {
  return cleanLine(textOf(readPageTree(html).root));
}

function placeOf(entry: PageElement | undefined, base: string | null) {
  if (entry === undefined) return { url: base, date: null };
  const links = DomUtils.findAll(({ name }) => name === 'link', entry.children);
  const link = links.find(({ attribs }) => (attribs.rel ?? 'alternate') === 'alternate');
  const href = link?.attribs.href ?? (link === undefined ? undefined : DomUtils.textContent(link).trim());
  return { url: resolveAddress(href, base), date: readDate(textIn(entry, DATE).trim()) };
}

/** Reads the day as written, in its own time zone. */
function readDate(text: string): string | null {
  const iso = ISO_DATE.exec(text)?.[0];
  if (iso !== undefined) return iso;
  const [, day = '', month = '', year] = ENGLISH_DATE.exec(text) ?? [];
  const number = ENGLISH_MONTHS.indexOf(month) / 3 + 1;
  if (year === undefined || !Number.isInteger(number) || number < 1) return null;
  return findTitleDate(`${day}/${number}/${year}`);
}

/**
 * Lists the addresses of a sitemap: pages, or other sitemaps. A sitemap speaks for its own site only.
 * @param address address on the web; null for a file
 */
export function readSitemap(xml: string, address: string | null): readonly string[] {
  const { children } = parseDocument(xml, { xmlMode: true });
  const entries = DomUtils.findAll(({ name }) => name === 'url' || name === 'sitemap', children);
  const addresses = entries.flatMap((entry) => {
    const loc = DomUtils.findOne(({ name }) => name === 'loc', entry.children);
    return (loc === null ? null : resolveAddress(DomUtils.textContent(loc).trim(), address)) ?? [];
  });
  const isOwn = (one: string) => address === null || new URL(one).host === new URL(address).host;
  return [...new Set(addresses)].filter(isOwn);
}
