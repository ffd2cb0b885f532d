import { parseDocument } from 'htmlparser2';

type Document = ReturnType<typeof parseDocument>;
type Node = Document['childNodes'][number];
type Element = Extract<Node, { attribs: unknown }>;

/** Content of an HTML document, as a browser without scripts or a search engine sees it. */
export interface ReadPage {
  readonly title: string;
  readonly language: string | undefined;
  readonly canonical: string | undefined;
  /** Content of each `<meta>`, by name or property. */
  readonly meta: ReadonlyMap<string, string>;
  readonly structuredData: unknown;
  /** Headings, in the order of the document. */
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
  /** Addresses of the links, in their order. */
  readonly hrefs: readonly string[];
  /** Texts and spoken attributes, in the order of the document, then the contents of `<meta>`. */
  readonly texts: readonly string[];
  readonly text: string;
  /** `text` with plain spaces and apostrophes, as the API writes them. */
  readonly plain: string;
  readonly ids: readonly string[];
  /** Anything that would run: sources of scripts, names of `on…` attributes, `javascript:` links. */
  readonly scripts: readonly string[];
}

const SPOKEN_ATTRIBUTES = ['aria-label', 'title', 'alt', 'placeholder'];
const UNREAD = ['script', 'style', 'code'];

function isElement(node: Node): node is Element {
  return 'attribs' in node;
}

function elementsOf(nodes: readonly Node[]): readonly Element[] {
  return nodes.filter(isElement).flatMap((element) => [element, ...elementsOf(element.childNodes)]);
}

function textsOf(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (isElement(node)) {
      if (UNREAD.includes(node.name)) return [];
      const spoken = SPOKEN_ATTRIBUTES.flatMap((name) => node.attribs[name] ?? []);
      return [...spoken, ...textsOf(node.childNodes)];
    }
    return node.type === 'text' && 'data' in node ? [node.data] : [];
  });
}

function textOf(nodes: readonly Node[]): string {
  return textsOf(nodes).join('');
}

function scriptsOf(elements: readonly Element[]): readonly string[] {
  return elements.flatMap(({ name, attribs, childNodes }) => [
    ...Object.keys(attribs).filter((attribute) => attribute.startsWith('on')),
    ...(name === 'script' && attribs.type === undefined ? [String(attribs.src ?? childNodes.length)] : []),
    ...(attribs.href?.startsWith('javascript:') === true ? [attribs.href] : []),
  ]);
}

function metaOf(elements: readonly Element[]): ReadonlyMap<string, string> {
  return new Map(
    elements
      .filter(({ name }) => name === 'meta')
      .map(({ attribs }) => [attribs.name ?? attribs.property ?? '', attribs.content ?? '']),
  );
}

function structuredDataOf(elements: readonly Element[]): unknown {
  const script = elements.find(({ attribs }) => attribs.type === 'application/ld+json');
  const [text] = script?.childNodes ?? [];
  return text !== undefined && 'data' in text ? JSON.parse(text.data) : null;
}

/** Writes a text with plain spaces and apostrophes. */
export function plainly(text: string): string {
  return text.replace(/’/g, "'").replace(/[\u00a0\u202f ]+/g, ' ');
}

export function readPage(html: string): ReadPage {
  const document = parseDocument(html);
  const elements = elementsOf(document.childNodes);
  const find = (name: string) => elements.find((element) => element.name === name);
  const meta = metaOf(elements);
  const texts = [...textsOf(document.childNodes), ...meta.values()];
  const text = texts.join(' ');
  const links = elements
    .filter(({ name, attribs }) => name === 'a' && attribs.href !== undefined)
    .map(({ attribs, childNodes }) => ({ href: attribs.href ?? '', text: textOf(childNodes) }));
  return {
    title: textOf(find('title')?.childNodes ?? []),
    language: find('html')?.attribs.lang,
    canonical: elements.find(({ attribs }) => attribs.rel === 'canonical')?.attribs.href,
    meta,
    structuredData: structuredDataOf(elements),
    headings: elements
      .filter(({ name }) => /^h[1-6]$/.test(name))
      .map(({ name, childNodes }) => ({ level: Number(name[1]), text: textOf(childNodes) })),
    links,
    hrefs: links.map(({ href }) => href),
    texts,
    text,
    plain: plainly(text),
    ids: elements.flatMap(({ attribs }) => attribs.id ?? []),
    scripts: scriptsOf(elements),
  };
}
