import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Block, Resource } from '../../src/domain/resource/resource.ts';

const MARKS: readonly (readonly [RegExp, Block['kind']])[] = [
  [/^# /, 'heading'],
  [/^- /, 'list-item'],
  [/^\| /, 'table-row'],
  [/^> /, 'quote'],
];

/** Builds a resource of blocks, one per line; « # », « - », « | » and « > » mark the ones that are not paragraphs. */
export function resourceOf(lines: readonly string[], facts: Partial<Resource> = {}): Resource {
  const blocks: Block[] = [];
  let text = '';
  for (const line of lines) {
    const [mark, kind] = MARKS.find(([pattern]) => pattern.test(line)) ?? [/^/, 'paragraph'];
    const content = line.replace(mark, '');
    if (text !== '') text += '\n\n';
    blocks.push({ kind, start: text.length, end: text.length + content.length });
    text += content;
  }
  return {
    id: 'ressource',
    title: 'Ressource',
    url: null,
    resourceType: null,
    publisher: 'RTES',
    date: null,
    access: 'public',
    text,
    blocks,
    listing: { rubric: null, origin: 'test' },
    line: 1,
    ...facts,
  };
}

/** Reads a file of resources/: `title:`, `date:`, `access:`, an empty line, then the blocks. */
export async function readResource(name: string): Promise<Resource> {
  const file = fileURLToPath(new URL(`resources/${name}.txt`, import.meta.url));
  const [head = '', ...body] = (await readFile(file, 'utf8')).split('\n\n');
  const fields = new Map(head.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line]));
  const value = (key: string) =>
    fields
      .get(key)
      ?.slice(key.length + 1)
      .trim();
  const lines = body.flatMap((part) => part.split('\n')).filter((line) => line.trim() !== '');
  return resourceOf(lines, {
    id: name,
    title: value('title') ?? name,
    date: value('date') ?? null,
    access: value('access') === 'members' ? 'members' : 'public',
  });
}
