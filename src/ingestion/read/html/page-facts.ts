import { z } from 'zod';
import { findTitleDate } from '../../../domain/resource/title-date.ts';
import { isAroundTitle } from '../listing/find-title.ts';
import { lineKey } from '../listing/text-lines.ts';
import { cleanLine } from '../text/sanitise-text.ts';
import { isHeading } from './page-lines.ts';
import {
  findAll,
  findFirst,
  hasClass,
  type PageElement,
  type PageNode,
  type PageTree,
  textOf,
} from './page-tree.ts';

/** `Article` and its kinds before the page that holds it: engines read both. */
const LINKED_KINDS = [/(?:Article|Posting|Report)$/, /Page$/];
const DATE_NAMES =
  /^(?:article:published_time|og:published_time|(?:dc|dcterms)[.:](?:date(?:\.(?:created|issued|published))?|created|issued)|date|pubdate|publish[-_]?date|publication[-_]date|datepublished|citation_publication_date)$/i;
const TITLE_NAMES = ['og:title', 'twitter:title', 'dc.title', 'dcterms.title'];
/** Also a month or a year alone. */
const ISO_DATE = /^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?![\d-])/;
export const TITLE_SEPARATOR = /\s+[|–—·•»›>:-]\s+|\s*\|\s*/;
const TITLE_CLASS = /(?:^|[-_])(?:title|titre)(?:$|[-_])/;
/** Shorter keys, such as « Actualités », are in too many titles. */
const SHORTEST_PART = 12;
const LONGEST_TITLE = 500;

/** Thing that JSON-LD describes; the rest of it is not read. */
const linkedThing = z.object({
  '@type': z.union([z.string(), z.array(z.string())]).optional(),
  headline: z.string().optional(),
  datePublished: z.string().optional(),
});
type LinkedThing = z.output<typeof linkedThing>;

type PageFacts = ReturnType<typeof readPageFacts>;

/**
 * Reads the titles, surest first, and the date, `YYYY-MM-DD`, that the head of a page and its JSON-LD declare for
 * engines and social networks; null when they do not.
 */
export function readPageFacts({ root, linkedData }: PageTree) {
  const metas = findAll(root, ({ name }) => name === 'meta').map(({ attribs }) => ({
    name: (attribs.property ?? attribs.name ?? attribs.itemprop ?? '').toLowerCase(),
    content: attribs.content ?? '',
  }));
  const meta = (wanted: string) => metas.find(({ name }) => name === wanted)?.content;
  const things = readLinkedData(linkedData);
  const pageTitle = findFirst(root, ({ name }) => name === 'title');
  const titles = [
    ...things.map(({ headline }) => headline),
    ...TITLE_NAMES.map(meta),
    pageTitle === null ? '' : textOf(pageTitle),
  ];
  const dates = [
    ...things.map(({ datePublished }) => datePublished),
    ...metas.filter(({ name }) => DATE_NAMES.test(name)).map(({ content }) => content),
    ...findAll(root, ({ attribs }) => attribs.itemprop === 'datePublished').map(
      ({ attribs }) => attribs.content ?? attribs.datetime,
    ),
  ];
  return {
    siteName: cleanLine(meta('og:site_name')) || null,
    titles: titles.map(cleanLine).filter((title) => title !== ''),
    date: dates.map(readDate).find((date) => date !== null) ?? null,
  };
}

/** Reads `2023-03-12T09:00:00+01:00`, `2023-03` or a date in French. */
export function readDate(text: string | undefined): string | null {
  return ISO_DATE.exec(text?.trim() ?? '')?.[0] ?? findTitleDate(text ?? '');
}

function readLinkedData(scripts: readonly string[]): readonly LinkedThing[] {
  const things = scripts.flatMap((script) => {
    try {
      return thingsIn(JSON.parse(script), 0);
    } catch {
      return [];
    }
  });
  return LINKED_KINDS.flatMap((kind) =>
    things.filter((thing) => [thing['@type'] ?? []].flat().some((type) => kind.test(type))),
  );
}

function thingsIn(value: unknown, depth: number): readonly LinkedThing[] {
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  const own = linkedThing.safeParse(value).data;
  return [
    ...(own === undefined ? [] : [own]),
    ...Object.values(value).flatMap((one) => thingsIn(one, depth + 1)),
  ];
}

/**
 * Finds the title of a page that tells one thing: the heading that repeats a declared title, then its `h1`, then the
 * declared title, then the first heading of its content. Null without any.
 * @param content element that holds the text of the page
 */
export function findPageTitle(
  root: PageTree['root'],
  content: PageNode,
  { siteName, titles }: PageFacts,
): string | null {
  const site = lineKey(siteName ?? '');
  const isTitle = (text: string) =>
    text.length <= LONGEST_TITLE && !['', site].includes(lineKey(text)) && !isAroundTitle(text);
  const headings = findAll(root, (one) => (isHeading(one) || hasClass(one, TITLE_CLASS)) && !isSiteName(one))
    .map((element) => ({ rank: isHeading(element) ? element.name : 'h9', text: cleanLine(textOf(element)) }))
    .filter(({ text }) => isTitle(text))
    .sort((a, b) => a.rank.localeCompare(b.rank));
  const declared = titles.flatMap((title) => [title, ...title.split(TITLE_SEPARATOR)]).filter(isTitle);
  const inContent = findFirst(content, (one) => isHeading(one) && isTitle(cleanLine(textOf(one))));
  return (
    findRepeated(headings, declared) ??
    headings.find(({ rank }) => rank === 'h1')?.text ??
    titles
      .slice(0, -1)
      .map((title) => withoutSite(title, site))
      .find(isTitle) ??
    (inContent === null ? undefined : cleanLine(textOf(inContent))) ??
    titles
      .slice(-1)
      .map((title) => title.split(TITLE_SEPARATOR)[0] ?? '')
      .find(isTitle) ??
    null
  );
}

/** Tells whether a heading leads to the home page: the name of the site. */
function isSiteName(heading: PageElement): boolean {
  const link = findFirst(heading, ({ name }) => name === 'a');
  return link !== null && leadsHome(link);
}

/** Tells whether a link leads to the home page of a site. */
export function leadsHome({ attribs: { href = '' } }: PageElement): boolean {
  const address = URL.canParse(href, 'https://page.invalid/') ? new URL(href, 'https://page.invalid/') : null;
  return (
    !['', '#'].includes(href) && address?.pathname === '/' && address.search === '' && address.hash === ''
  );
}

/** Finds the heading that is a declared title, or else one that is a long part of it, or that holds it. */
function findRepeated(headings: readonly { readonly text: string }[], declared: readonly string[]) {
  const keys = declared.map(lineKey);
  const holds = (outer: string, inner: string) => inner.length >= SHORTEST_PART && outer.includes(inner);
  const tests = [
    (key: string, other: string) => key === other,
    (key: string, other: string) => holds(key, other) || holds(other, key),
  ];
  for (const test of tests) {
    for (const key of keys) {
      const found = headings.find(({ text }) => test(key, lineKey(text)));
      if (found !== undefined) return found.text;
    }
  }
  return undefined;
}

function withoutSite(title: string, site: string): string {
  const parts = title.split(TITLE_SEPARATOR);
  const isSite = (part: string | undefined) => parts.length > 1 && lineKey(part ?? '') === site;
  const last = parts.at(-1);
  return isSite(last) && last !== undefined
    ? title.slice(0, title.length - last.length).replace(/[\s|–—·•»›>:-]+$/, '')
    : title;
}
