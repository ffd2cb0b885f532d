import { escapeHtml } from '../../../domain/text/escape-html.ts';
import type { Embeddable } from './find-embeddable.ts';

/** Limits that the consumer sets, in CSS pixels. */
export interface Limits {
  readonly maxwidth?: number | undefined;
  readonly maxheight?: number | undefined;
}

const WIDTH = 640;
/** No longer than for the sitemap: the card of an erased experience must leave. */
const CACHE_SECONDS = 300;

/**
 * Writes the frame, after a hidden quotation that WordPress alone shows: it drops the attribute, and falls back on the
 * link until the frame has sent its height. It also drops the style, and needs the tag to end in `></iframe>`.
 */
function htmlOf(frame: Readonly<Record<string, string>>, page: string, title: string): string {
  const attributes = Object.entries(frame).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const link = `<a href="${escapeHtml(page)}" target="_blank" rel="noopener">${escapeHtml(title)}</a>`;
  return `<blockquote hidden>${link}</blockquote><iframe${attributes.join('')}></iframe>`;
}

/**
 * Writes an answer of type `rich` (oembed.com, 2.3.4.4).
 * @param page address of the page, which the link leads to
 * @param address public origin of the service
 */
export function presentOembed(
  { title, framePath, height }: Embeddable,
  page: string,
  address: string,
  { maxwidth = WIDTH, maxheight = height }: Limits,
) {
  const size = { width: Math.min(WIDTH, maxwidth), height: Math.min(height, maxheight) };
  const frame = {
    src: `${address}${framePath}`,
    title,
    width: String(size.width),
    height: String(size.height),
    frameborder: '0',
    style: 'max-width: 100%',
  };
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Essaimage',
    provider_url: address,
    cache_age: CACHE_SECONDS,
    ...size,
    html: htmlOf(frame, page, title),
  };
}
