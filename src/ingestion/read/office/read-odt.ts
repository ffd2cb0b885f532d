import { Parser } from 'htmlparser2';
import { escapeHtml, toPage } from './office-page.ts';
import { type OfficeArchive, textIn } from './open-archive.ts';

const TAGS: ReadonlyMap<string, string> = new Map([
  ['text:p', 'p'],
  ['text:list-item', 'li'],
  ['table:table', 'table'],
  ['table:table-row', 'tr'],
  ['table:table-cell', 'td'],
]);
/** Parts that are not the text: comments, deleted passages, styles. */
const UNSEEN = new Set([
  'office:annotation',
  'text:tracked-changes',
  'office:automatic-styles',
  'text:note',
  'text:table-of-content',
]);
const DEEPEST_HEADING = 6;

/** Writes an ODT as a page. Never throws on malformed XML. */
export function readOdt(archive: OfficeArchive): string {
  const html: string[] = [];
  const open: string[] = [];
  const titles = new Set(['Title']);
  let unseen = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'style:style' && titles.has(attributes['style:parent-style-name'] ?? '')) {
          titles.add(attributes['style:name'] ?? '');
        }
        if (UNSEEN.has(name)) unseen += 1;
        const level = Math.min(Number(attributes['text:outline-level'] ?? 1) || 1, DEEPEST_HEADING);
        const isTitle = name === 'text:p' && titles.has(attributes['text:style-name'] ?? '');
        const tag = name === 'text:h' ? `h${level}` : isTitle ? 'h1' : (TAGS.get(name) ?? '');
        open.push(tag);
        if (unseen > 0) return;
        if (tag !== '') html.push(`<${tag}>`);
        if (name === 'text:line-break') html.push('<br>');
        if (name === 'text:s' || name === 'text:tab') html.push(' ');
      },
      ontext(text) {
        if (unseen === 0 && open.some((tag) => tag !== '')) html.push(escapeHtml(text));
      },
      onclosetag(name) {
        const tag = open.pop() ?? '';
        if (unseen === 0 && tag !== '') html.push(`</${tag}>`);
        if (UNSEEN.has(name)) unseen -= 1;
      },
    },
    { xmlMode: true },
  );
  parser.end(textIn(archive, 'content.xml'));
  return toPage(html.join(''), textIn(archive, 'meta.xml'));
}
