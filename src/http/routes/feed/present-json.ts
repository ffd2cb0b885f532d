import type { z } from 'zod';
import { type Feed, pageOf, readablePage, webAddress, withParameters } from './feed.ts';
import type { jsonFeedSchema } from './schemas.ts';

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
