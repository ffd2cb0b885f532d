import { DomUtils, parseDocument } from 'htmlparser2';
import { isMadeTitle } from '../listing/around-title.ts';

/**
 * Writes an office document as a page, to read it like one.
 * @param properties its `docProps/core.xml` or `meta.xml`; empty without one
 */
export function toPage(body: string, properties: string): string {
  const { children } = parseDocument(properties, { xmlMode: true });
  const found = DomUtils.findOne(({ name }) => name === 'dc:title', children);
  const title = found === null ? '' : DomUtils.textContent(found).trim();
  const meta =
    title === '' || isMadeTitle(title) ? '' : `<meta name="dc.title" content="${escapeHtml(title)}">`;
  return `<!doctype html><head>${meta}</head><main>${body}</main>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
