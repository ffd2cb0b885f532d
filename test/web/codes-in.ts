import { parseDocument } from 'htmlparser2';

type Nodes = ReturnType<typeof parseDocument>['childNodes'];

/** Returns the text of each `<pre>`, in the order of the document. */
export function codesIn(html: string): readonly string[] {
  const textOf = (nodes: Nodes): string =>
    nodes
      .map((node) => ('data' in node ? node.data : 'childNodes' in node ? textOf(node.childNodes) : ''))
      .join('');
  const find = (nodes: Nodes): readonly string[] =>
    nodes.flatMap((node) => {
      if (!('childNodes' in node)) return [];
      return 'name' in node && node.name === 'pre' ? [textOf(node.childNodes)] : find(node.childNodes);
    });
  return find(parseDocument(html).childNodes);
}
