import { Parser } from 'htmlparser2';

interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** Parses XML. Throws when an element is not closed in order. */
function parseXml(xml: string): XmlNode {
  const document: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlNode[] = [document];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const node: XmlNode = { name, attributes, children: [], text: '' };
        open.at(-1)?.children.push(node);
        open.push(node);
      },
      ontext(text) {
        const node = open.at(-1);
        if (node !== undefined) node.text += text;
      },
      onclosetag(name, isImplied) {
        const node = open.pop();
        const isEmpty = node?.text === '' && node.children.length === 0;
        if (node?.name !== name || (isImplied && !isEmpty)) throw new Error(`<${node?.name}> is not closed`);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const [root, ...others] = document.children;
  if (root === undefined || others.length > 0 || open.length !== 1) throw new Error('not one document');
  return root;
}

/** Returns the only child of this name. Throws when there is none or more than one. */
function only(node: XmlNode, name: string): XmlNode {
  const [found, ...others] = node.children.filter((child) => child.name === name);
  if (found === undefined || others.length > 0) throw new Error(`<${node.name}> must have one <${name}>`);
  return found;
}

function common(node: XmlNode) {
  const all = (name: string) => node.children.filter((child) => child.name === name);
  const updated = only(node, 'updated').text;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(updated)) throw new Error(`not a date: ${updated}`);
  return {
    id: new URL(only(node, 'id').text).href,
    title: only(node, 'title').text,
    updated,
    author: only(only(node, 'author'), 'name').text,
    links: all('link').map(({ attributes }) => attributes),
    categories: all('category').map(({ attributes }) => attributes),
  };
}

/** Reads an Atom feed. Throws when it is not well formed or lacks an element that RFC 4287 requires. */
export function readFeed(xml: string) {
  const root = parseXml(xml);
  if (root.name !== 'feed' || root.attributes.xmlns !== 'http://www.w3.org/2005/Atom') {
    throw new Error('not an Atom feed');
  }
  const entries = root.children.filter(({ name }) => name === 'entry');
  return {
    ...common(root),
    entries: entries.map((entry) => ({ ...common(entry), summary: only(entry, 'summary').text })),
  };
}
