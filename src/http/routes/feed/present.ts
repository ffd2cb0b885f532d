import type { Essaimage } from '../../../application/essaimage.ts';
import { describeTerritory, toSuggestion } from '../../../domain/french/describe-territory.ts';
import { labelled, type Taxonomy } from '../experiences/present.ts';
import type { FeedQuery } from './schemas.ts';
import { element, type XmlElement, xmlDocument } from './xml.ts';

type RecentList = Awaited<ReturnType<Essaimage['listRecentExperiences']>>;
type DatedExperience = RecentList['items'][number];

export interface FeedContext {
  /** Origin of the service, without a trailing slash. */
  readonly address: string;
  readonly query: FeedQuery;
  readonly taxonomy: Taxonomy;
}

const NEVER = '1970-01-01T00:00:00.000Z';

/** Returns the URL normalised, or null unless it is http(s): an imported fiche may contain any text. */
function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

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
  const page = `${context.address}/experiences/${encodeURIComponent(id)}`;
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

function titleOf({ territory }: RecentList, { query, taxonomy }: FeedContext): string {
  const filters = [
    ...(query.theme === undefined ? [] : [labelled(query.theme, taxonomy.themes).label]),
    ...(query.lever === undefined ? [] : [labelled(query.lever, taxonomy.levers).label]),
    ...(territory === null ? [] : [describeTerritory(toSuggestion(territory))]),
  ];
  return ['Essaimage : dernières expériences', ...filters].join(' · ');
}

/** Returns the canonical address of the feed: the order and spelling of parameters do not matter. */
function addressOfFeed({ territory }: RecentList, { address, query }: FeedContext): string {
  const parameters = new URLSearchParams();
  if (query.theme !== undefined) parameters.set('theme', query.theme);
  if (query.lever !== undefined) parameters.set('lever', query.lever);
  if (territory !== null) {
    parameters.set('territory', territory.code);
    parameters.set('territoryKind', territory.kind);
  }
  return `${address}/v1/feed.atom${parameters.size === 0 ? '' : `?${parameters}`}`;
}

/** Renders an Atom feed (RFC 4287). Its id is its address, that of an entry the page of the fiche. */
export function presentFeed(list: RecentList, context: FeedContext): string {
  const self = addressOfFeed(list, context);
  return xmlDocument(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'fr' }, [
      element('id', {}, self),
      element('title', {}, titleOf(list, context)),
      element('updated', {}, list.items[0]?.changedAt ?? NEVER),
      element('author', {}, [element('name', {}, 'Essaimage')]),
      element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      element('link', { rel: 'alternate', type: 'text/html', hreflang: 'fr', href: `${context.address}/` }),
      ...list.items.map((item) => entry(item, context)),
    ]),
  );
}
