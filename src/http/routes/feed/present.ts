import type { z } from 'zod';
import { labelled, type Taxonomy } from '../experiences/present.ts';
import { element, type XmlElement, xmlDocument } from '../xml.ts';
import { type Feed, pageOf, readablePage, webAddress, withParameters } from './feed.ts';
import type { jsonFeedSchema } from './schemas.ts';

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
