import type { Block } from '../../../domain/resource/resource.ts';
import type { Line } from './line.ts';

const LONGEST_HEADING = 120;
const IN_A_ROW: ReadonlySet<Block['kind'] | null> = new Set(['list-item', 'table-row']);

/**
 * Composes the text to store, one line a block, and its blocks; empty lines separate paragraphs as in the
 * document. Stops at the first line that does not fit in `maxLength`.
 */
export function composeText(
  lines: readonly Line[],
  maxLength: number,
): { readonly text: string; readonly blocks: readonly Block[]; readonly isCut: boolean } {
  const parts: string[] = [];
  const blocks: Block[] = [];
  let length = 0;
  let previous: Line | null = null;
  for (const line of lines) {
    const separator = previous === null ? '' : separatorBetween(previous, line);
    const start = length + separator.length;
    const end = start + line.text.length;
    if (end > maxLength) return { text: parts.join(''), blocks, isCut: true };
    parts.push(separator, line.text);
    blocks.push({ kind: line.kind ?? inferKind(line), start, end });
    length = end;
    previous = line;
  }
  return { text: parts.join(''), blocks, isCut: false };
}

function separatorBetween(previous: Line, line: Line): string {
  const sameRun = previous.kind === line.kind && IN_A_ROW.has(line.kind);
  return sameRun || line.blanksBefore === 0 ? '\n' : '\n\n';
}

/** Takes for a heading a short line alone that starts like a sentence and does not end like one. */
function inferKind({ text, blanksBefore, blanksAfter }: Line): Block['kind'] {
  const standsAlone = blanksBefore > 0 && blanksAfter > 0;
  const isShort = text.length <= LONGEST_HEADING;
  const startsRight = /^(?:\p{Lu}|\d|[«“"])/u.test(text);
  return standsAlone && isShort && startsRight && !/[.;:,…!»”"]$/u.test(text) ? 'heading' : 'paragraph';
}
