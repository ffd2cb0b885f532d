/**
 * XML 1.0, written so that a text cannot become markup: nothing is put into a document but through
 * these functions, which escape it.
 */
export interface XmlElement {
  readonly xml: string;
}

/** What XML 1.0 cannot hold at all, even escaped (section 2.2): replaced by U+FFFD. */
const NOT_A_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Spaces too, that a parser would turn into others. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);

function escapeXml(text: string): string {
  return text
    .replace(NOT_A_CHARACTER, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (character) => ESCAPES.get(character) ?? '');
}

/**
 * @param name of the program, as the names of the attributes
 * @param content a text, or elements
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string | readonly XmlElement[] = [],
): XmlElement {
  const start = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const inside = typeof content === 'string' ? escapeXml(content) : content.map(({ xml }) => xml).join('');
  const opening = `<${name}${start.join('')}`;
  return { xml: inside === '' ? `${opening}/>` : `${opening}>${inside}</${name}>` };
}

/** A whole document, in UTF-8. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`;
}
