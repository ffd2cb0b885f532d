import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { describeTerritory, toSuggestion } from '../../../domain/french/describe-territory.ts';
import { shorten } from '../../../domain/french/formats.ts';
import { labelled, type Taxonomy } from '../experiences/present.ts';
import { askedInQuery } from '../recommendations/question.ts';
import { asksSomething } from '../recommendations/request-schemas.ts';
import { element, type XmlElement, xmlDocument } from '../xml.ts';
import type { FeedQuery, jsonFeedSchema } from './schemas.ts';

type RecentList = Awaited<ReturnType<Essaimage['listRecentExperiences']>>;

/** Longest quotation of priorities in a title, in characters. */
const QUOTED_LENGTH = 120;

/** Content of a feed, in any format. */
interface Feed {
  readonly title: string;
  /** Parameters of its address, in one order and spelling. */
  readonly parameters: URLSearchParams;
  readonly items: RecentList['items'];
}

/** Writes parameters in a fixed order, without those left out. */
function parametersOf(given: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const told = Object.entries(given).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] satisfies [string, string]],
  );
  return new URLSearchParams(told);
}

async function readRecent(query: FeedQuery, essaimage: Essaimage, signal: AbortSignal): Promise<Feed> {
  const { theme, lever } = query;
  const asked = query.territory === undefined ? null : { code: query.territory, kind: query.territoryKind };
  const { items, territory } = await essaimage.listRecentExperiences(
    { theme: theme ?? null, lever: lever ?? null, territory: asked },
    signal,
  );
  const { taxonomy } = essaimage;
  const filters = [
    ...(theme === undefined ? [] : [labelled(theme, taxonomy.themes).label]),
    ...(lever === undefined ? [] : [labelled(lever, taxonomy.levers).label]),
    ...(territory === null ? [] : [describeTerritory(toSuggestion(territory))]),
  ];
  return {
    title: ['Essaimage : dernières expériences', ...filters].join(' · '),
    parameters: parametersOf({ theme, lever, territory: territory?.code, territoryKind: territory?.kind }),
    items,
  };
}

async function followQuestion(query: FeedQuery, essaimage: Essaimage, signal: AbortSignal): Promise<Feed> {
  const asked = askedInQuery(query);
  const { items, profile } = await essaimage.followQuestion(asked, signal);
  const { taxonomy } = essaimage;
  const { territory, kind } = profile;
  const subjects = [
    ...(territory.name === null ? [] : [territory.name]),
    ...(asked.priorities === '' ? [] : [`« ${shorten(asked.priorities, QUOTED_LENGTH)} »`]),
    ...asked.themes.map((id) => labelled(id, taxonomy.themes).label),
    ...asked.levers.map((id) => labelled(id, taxonomy.levers).label),
  ];
  return {
    title: ['Essaimage : nouvelles expériences pour votre demande', ...subjects].join(' · '),
    parameters: parametersOf({
      territory: territory.code ?? undefined,
      territoryKind: query.territoryKind === undefined ? undefined : (kind.value ?? undefined),
      territoryName: query.territoryName,
      population: query.population?.toString(),
      setting: query.setting,
      priorities: query.priorities,
      themes: asked.themes.toSorted().join(','),
      levers: asked.levers.toSorted().join(','),
      exclude: asked.exclude.toSorted().join(','),
    }),
    items,
  };
}

/** Reads the experiences that a feed follows. Throws like `Essaimage.listRecentExperiences` and `followQuestion`. */
export function readFeed(query: FeedQuery, essaimage: Essaimage, signal: AbortSignal): Promise<Feed> {
  return (asksSomething(query) ? followQuestion : readRecent)(query, essaimage, signal);
}

/** Returns the URL normalised, or null unless it is http(s): an imported fiche may contain any text. */
function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/** Address of a fiche, the id of its entry. */
export function pageOf(id: string, address: string): string {
  return `${address}/experiences/${encodeURIComponent(id)}`;
}

/** Adds the parameters of a feed to an address without any. */
function withParameters(address: string, parameters: URLSearchParams): string {
  return parameters.size === 0 ? address : `${address}?${parameters}`;
}

/** Address of the page that shows a feed and explains it: browsers show its XML as it is. */
function readablePage(parameters: URLSearchParams, address: string): string {
  return withParameters(`${address}/suivre`, parameters);
}

interface FeedContext {
  /** Origin of the service, without a trailing slash. */
  readonly address: string;
  readonly taxonomy: Taxonomy;
}

type DatedExperience = Feed['items'][number];

const NEVER = '1970-01-01T00:00:00.000Z';

function categories({ experience }: DatedExperience, { address, taxonomy }: FeedContext) {
  const category = (scheme: string, { id, label }: { readonly id: string; readonly label: string }) =>
    element('category', { scheme: `${address}/v1/${scheme}`, term: id, label });
  return [
    ...experience.themes.map((id) => category('themes', labelled(id, taxonomy.themes))),
    ...experience.levers.map(({ lever }) => category('levers', labelled(lever, taxonomy.levers))),
    ...experience.territories.flatMap(({ code, name }) =>
      code === null ? [] : category('territories', { id: code, label: name }),
    ),
  ];
}

function entry(item: DatedExperience, context: FeedContext): XmlElement {
  const { id, title, summary, source } = item.experience;
  const origin = webAddress(source.url);
  const page = pageOf(id, context.address);
  return element('entry', {}, [
    element('id', {}, page),
    element('title', {}, title),
    element('updated', {}, item.changedAt),
    ...(source.publisher === '' ? [] : [element('author', {}, [element('name', {}, source.publisher)])]),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: 'fr', href: page }),
    ...(origin === null ? [] : [element('link', { rel: 'via', href: origin, title: source.title })]),
    ...categories(item, context),
    element('summary', {}, summary),
  ]);
}

/** Renders an Atom feed (RFC 4287). Its id is its address, that of an entry the page of the fiche. */
export function presentAtom({ title, parameters, items }: Feed, context: FeedContext): string {
  const { address } = context;
  const self = withParameters(`${address}/v1/feed.atom`, parameters);
  return xmlDocument(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'fr' }, [
      element('id', {}, self),
      element('title', {}, title),
      element('updated', {}, items[0]?.changedAt ?? NEVER),
      element('author', {}, [element('name', {}, 'Essaimage')]),
      element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      element('link', {
        rel: 'alternate',
        type: 'text/html',
        hreflang: 'fr',
        href: readablePage(parameters, address),
      }),
      ...items.map((item) => entry(item, context)),
    ]),
  );
}

/** Renders a JSON Feed 1.1. Ids are those of the Atom feed. */
export function presentJsonFeed(
  { title, parameters, items }: Feed,
  address: string,
): z.infer<typeof jsonFeedSchema> {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    language: 'fr',
    home_page_url: readablePage(parameters, address),
    feed_url: withParameters(`${address}/v1/feed.json`, parameters),
    items: items.map(({ experience: { id, title: named, summary, source }, changedAt }) => ({
      id: pageOf(id, address),
      url: pageOf(id, address),
      external_url: webAddress(source.url),
      title: named,
      summary,
      date_modified: changedAt,
    })),
  };
}
