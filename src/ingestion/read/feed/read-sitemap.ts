import { DomUtils, parseDocument } from 'htmlparser2';
import { resolveAddress } from '../html/pager.ts';

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
