import type { Block, Resource } from '../../../domain/resource/resource.ts';
import type { Line } from './line.ts';

const LONGEST_HEADING = 120;
const IN_A_ROW: ReadonlySet<Block['kind'] | null> = new Set(['list-item', 'table-row']);

/**
 * Composes the text to store, one line a block, and its blocks; empty lines separate paragraphs as in the
 * document.
 */
export function composeText(lines: readonly Line[]): Pick<Resource, 'text' | 'blocks'> {
  const blocks: Block[] = [];
  let text = '';
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    if (previous !== undefined) text += separatorBetween(previous, line);
    const start = text.length;
    text += line.text;
    blocks.push({ kind: line.kind ?? inferKind(line), start, end: text.length });
  }
  return { text, blocks };
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
