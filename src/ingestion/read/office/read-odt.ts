import { Parser } from 'htmlparser2';
import { escapeHtml } from '../../../domain/text/escape-html.ts';
import { type OfficeArchive, textIn, toPage } from './open-archive.ts';

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
/** Styles of titles and headings; a document derives its own from them. */
const STYLES: readonly (readonly [string, string])[] = [
  ['Title', 'h1'],
  ...[1, 2, 3, 4, 5, 6].map((level) => [`Heading_20_${level}`, `h${level}`] as const),
];

/** Writes an ODT as a page. Never throws on malformed XML. */
export function readOdt(archive: OfficeArchive): string {
  const html: string[] = [];
  const open: string[] = [];
  const styles = new Map(STYLES);
  let unseen = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const parent = styles.get(attributes['style:parent-style-name'] ?? '');
        if (name === 'style:style' && parent !== undefined)
          styles.set(attributes['style:name'] ?? '', parent);
        if (UNSEEN.has(name)) unseen += 1;
        const tag = tagOf(name, attributes, styles);
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

function tagOf(
  name: string,
  attributes: Readonly<Record<string, string>>,
  styles: ReadonlyMap<string, string>,
): string {
  const style = styles.get(attributes['text:style-name'] ?? '');
  if (name === 'text:p' && style !== undefined) return style;
  if (name !== 'text:h') return TAGS.get(name) ?? '';
  const level = attributes['text:outline-level'] ?? '';
  return /^[1-6]$/.test(level) ? `h${level}` : 'h6';
}
