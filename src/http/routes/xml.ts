/** Fragment of XML 1.0. Only `element` makes one, and it escapes all text. */
export interface XmlElement {
  readonly xml: string;
}

/** Characters that XML 1.0 forbids even escaped (section 2.2), replaced by U+FFFD. */
const NOT_A_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Escapes tabs and line breaks too: a parser would change them into spaces in an attribute. */
function escapeXml(text: string): string {
  return text
    .replace(NOT_A_CHARACTER, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Builds an element. Names are not escaped: they must not come from data. */
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

export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`;
}
