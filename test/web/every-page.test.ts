import { beforeAll, expect, it } from 'vitest';
import { START_TIMEOUT_MS } from '../http/start-application.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { openWebsite } from './website.ts';

const ORIGIN = 'http://localhost';
/** URLs of questions and filtered lists: visited, but their many links are not followed. */
const IS_QUESTION = /^\/(?:experiences|comparer|note|suivre|(?:resultats|experiences)\.csv)?\?/;
/** Number of visited questions with the same parameters: enough for every filter of a list. */
const MAX_ALIKE = 40;
/** Description of the errors, which the API serves even without the pages. */
const IS_ELSEWHERE = /^\/errors/;

interface Visited {
  readonly path: string;
  readonly status: number;
  /** Null when the answer is not HTML. */
  readonly page: ReadPage | null;
}

const website = openWebsite();
let visited: readonly Visited[];
let pages: readonly (Visited & { page: ReadPage })[];

async function visit(path: string): Promise<Visited> {
  const { statusCode, headers, text } = await website.fetchPage(path);
  const isPage = String(headers['content-type']).includes('text/html');
  return { path, status: statusCode, page: isPage ? readPage(text) : null };
}

/** Returns the path and query of each link of a page to this site. */
function internalLinks({ path, page }: Visited): readonly string[] {
  const targets = (page?.hrefs ?? []).map((href) => new URL(href, `${ORIGIN}${path}`));
  return targets
    .filter(({ origin }) => origin === ORIGIN)
    .map(({ pathname, search }) => `${pathname}${search}`)
    .filter((target) => !IS_ELSEWHERE.test(target));
}

/** Returns a filter that accepts the first `MAX_ALIKE` questions with the same parameters. */
function createSampler() {
  const counts = new Map<string, number>();
  return (path: string): boolean => {
    if (!IS_QUESTION.test(path)) return true;
    const { pathname, searchParams } = new URL(path, ORIGIN);
    const shape = [pathname, ...searchParams.keys()].join(' ');
    const count = (counts.get(shape) ?? 0) + 1;
    counts.set(shape, count);
    return count <= MAX_ALIKE;
  };
}

async function crawl(start: string): Promise<readonly Visited[]> {
  const isWanted = createSampler();
  const seen = new Set([start]);
  const queue = [start];
  const found: Visited[] = [];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const here = await visit(path);
    found.push(here);
    if (IS_QUESTION.test(path)) continue;
    // A page may link twice to the same place.
    for (const next of new Set(internalLinks(here).filter((target) => !seen.has(target)))) {
      seen.add(next);
      if (isWanted(next)) queue.push(next);
    }
  }
  return found;
}

beforeAll(async () => {
  visited = await crawl('/');
  pages = visited.flatMap((here) => (here.page === null ? [] : [{ ...here, page: here.page }]));
}, START_TIMEOUT_MS);

/** Returns the pages for which `check` finds a problem, with that problem. */
function wrong(check: (page: ReadPage) => unknown): readonly (readonly [string, unknown])[] {
  const found = pages.map(({ path, page }) => [path, check(page)] as const);
  return found.filter(([, problem]) => problem !== null && problem !== undefined);
}

it('reaches every page by links, and each link leads somewhere', async () => {
  expect(visited.filter(({ status }) => status !== 200).map(({ path, status }) => [path, status])).toEqual(
    [],
  );
  const paths = visited.map(({ path }) => path);
  const { essaimage } = website.application;
  const { levers, themes } = essaimage.taxonomy;
  const { total } = await essaimage.searchExperiences({
    text: null,
    filter: {},
    place: null,
    sort: 'year',
    after: null,
    limit: 1,
    audience: 'public',
  });
  expect(paths.filter((path) => path.startsWith('/experiences/'))).toHaveLength(total);
  expect(paths).toEqual(
    expect.arrayContaining([
      ...themes.map(({ id }) => `/themes/${id}`),
      ...levers.map(({ id }) => `/leviers/${id}`),
      '/a-propos',
      '/accessibilite',
      '/docs',
      '/docs/recettes',
      '/docs/recommend',
      '/ecoconception',
      '/mentions-legales',
      '/plan-du-site',
    ]),
  );
});

it('has one h1, and skips no heading level', () => {
  expect(
    wrong(({ headings }) => {
      const levels = headings.map(({ level }) => level);
      if (levels.filter((level) => level === 1).length !== 1) return 'not one h1';
      return levels.find((level, index) => level > (levels[index - 1] ?? 1) + 1);
    }),
  ).toEqual([]);
});

it('has a language, a unique title, a description and a canonical address', () => {
  expect(wrong(({ language }) => (language === 'fr' ? null : language))).toEqual([]);
  expect(wrong(({ title }) => (title.endsWith(' – Essaimage') ? null : title))).toEqual([]);
  expect(wrong(({ meta }) => ((meta.get('description') ?? '').length > 20 ? null : 'short'))).toEqual([]);
  expect(wrong(({ canonical }) => (canonical?.startsWith(ORIGIN) === true ? null : canonical))).toEqual([]);
  const indexed = pages.filter(({ page }) => !page.meta.has('robots'));
  const titles = indexed.map(({ page }) => page.title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  expect(new Set(indexed.map(({ page }) => page.canonical)).size).toBe(indexed.length);
});

it('gives search engines every page that they may index, and no other', async () => {
  const { text } = await website.fetchPage('/sitemap.xml');
  const listed = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => new URL(address).href);
  const indexed = pages
    .filter(({ page }) => !page.meta.has('robots'))
    .map(({ page }) => new URL(page.canonical ?? '').href);
  expect(listed.toSorted()).toEqual(indexed.toSorted());
});

it('has unique ids', () => {
  expect(wrong(({ ids }) => ids.find((id, index) => ids.indexOf(id) !== index))).toEqual([]);
});

it('has non-breaking spaces before French punctuation and inside quotes', () => {
  expect(wrong(({ texts }) => texts.find((text) => / (?:[;!?»]|:(?=\s|$))|« /.test(text)))).toEqual([]);
});

it('has a text in each link', () => {
  expect(wrong(({ links }) => links.find(({ text }) => text.trim() === '')?.href)).toEqual([]);
});
