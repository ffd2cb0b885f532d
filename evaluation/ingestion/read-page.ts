/**
 * The resources of the page that is measured. Where each of them stands was recorded by hand, so
 * that the extraction is measured apart from the splitting of listings.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Block, Resource } from '../../src/domain/resource/resource.ts';

/** Lines from 1, both included. A private resource has no body: its « Résumé » stands for it. */
const PLACES: readonly (readonly [title: number, first: number, last: number, isPrivate: number])[] = [
  [3, 5, 68, 73],
  [139, 141, 161, 165],
  [190, 198, 237, 195],
  [240, 242, 266, 273],
  [302, 304, 340, 349],
  [394, 396, 437, 441],
  [489, 491, 517, 522],
  [551, 553, 571, 576],
  [603, 605, 631, 638],
  [669, 671, 707, 712],
];

function buildText(lines: readonly string[]): { text: string; blocks: readonly Block[] } {
  const blocks: Block[] = [];
  let text = '';
  for (const line of lines) {
    const content = line.trim();
    if (content === '') continue;
    if (text !== '') text += '\n\n';
    const kind = /^[•-]\s/.test(content) ? 'list-item' : 'paragraph';
    blocks.push({ kind, start: text.length, end: text.length + content.length });
    text += content;
  }
  return { text, blocks };
}

export async function readPage(name: string): Promise<readonly Resource[]> {
  const file = fileURLToPath(new URL(`pages/${name}`, import.meta.url));
  const lines = (await readFile(file, 'utf8')).normalize('NFC').split('\n');
  return PLACES.map(([title, first, last, isPrivate], index) => ({
    id: `ressource-${index + 1}`,
    title: lines[title - 1]?.trim() ?? '',
    url: null,
    resourceType: 'Ressources RTES',
    publisher: 'RTES',
    date: null,
    access: lines[isPrivate - 1]?.trim() === 'Non' ? 'public' : 'members',
    ...buildText(lines.slice(first - 1, last)),
    listing: { rubric: lines[0]?.trim() ?? null, origin: name },
    line: title,
  }));
}
