import { fold } from '../../../domain/text/fold.ts';
import type { Line } from './line.ts';

type Label = 'type' | 'privacy' | 'summary';

/** What a page says of a resource between its body and its « Résumé ». */
export interface MetadataBlock {
  /** Index of its first line. */
  readonly start: number;
  /** Index of the line that follows it. */
  readonly end: number;
  readonly resourceType: string | null;
  readonly privacy: 'private' | 'open' | 'unreadable' | 'missing';
  readonly hasSummary: boolean;
}

const LABELS: readonly { readonly label: Label; readonly pattern: RegExp }[] = [
  { label: 'type', pattern: /^types? de ressources?(?:\s*:\s*(.*))?$/ },
  { label: 'privacy', pattern: /^ressources? privees?(?:\s*:\s*(.*)|\s+(oui|non))?$/ },
  { label: 'summary', pattern: /^resumes?(?:\s*:\s*(.*))?$/ },
];
const YES = /^(?:oui|yes|vrai|true|1|x)\.?$/;
const NO = /^(?:non|no|faux|false|0)\.?$/;
/** A flag that cannot be read is still a word or two, and not the text that follows a missing one. */
const LONGEST_FLAG = 24;
const LONGEST_LABEL_LINE = 200;

/** Whether a text is the name of one of the fields, and nothing more. */
export function isLabel(text: string): boolean {
  const found = findLabel(text);
  return found !== null && found.inline === '';
}

interface FoundLabel {
  readonly label: Label;
  /** What follows it on the same line, as it is written; empty when nothing does. */
  readonly inline: string;
}

function findLabel(text: string | undefined): FoundLabel | null {
  if (text === undefined || text.length > LONGEST_LABEL_LINE) return null;
  const folded = fold(text)
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
  for (const { label, pattern } of LABELS) {
    const match = pattern.exec(folded);
    if (match === null) continue;
    const value = match[1] ?? match[2] ?? '';
    return { label, inline: value === '' ? '' : text.slice(-value.length).trim() };
  }
  return null;
}

/** A flag just above « Résumé » whose label was lost: it says at least that a resource is there. */
function findLostFlag(lines: readonly Line[], index: number): FoundLabel | null {
  const flag = lines[index]?.text ?? '';
  if (flag.length > LONGEST_FLAG || readFlag(flag) === 'unreadable') return null;
  const isAboveSummary = findLabel(lines[index + 1]?.text)?.label === 'summary';
  // « Non » is not believed without its label.
  return isAboveSummary ? { label: 'privacy', inline: readFlag(flag) === 'private' ? flag : '?' } : null;
}

function readFlag(value: string): 'private' | 'open' | 'unreadable' {
  const folded = fold(value).trim();
  if (YES.test(folded)) return 'private';
  return NO.test(folded) ? 'open' : 'unreadable';
}

/** The worst of two flags: a page that says both yes and no keeps its secret. */
export function joinFlags(
  first: MetadataBlock['privacy'],
  second: MetadataBlock['privacy'],
): MetadataBlock['privacy'] {
  const order = ['private', 'unreadable', 'open', 'missing'] as const;
  return order.find((flag) => flag === first || flag === second) ?? 'missing';
}

/** The metadata that starts at `start`, in whatever order; null when that line is no label. */
function readBlock(lines: readonly Line[], start: number): MetadataBlock | null {
  let block: MetadataBlock = {
    start,
    end: start,
    resourceType: null,
    privacy: 'missing',
    hasSummary: false,
  };
  let found = findLabel(lines[start]?.text) ?? findLostFlag(lines, start);
  if (found === null) return null;
  let index = start;
  while (found !== null) {
    index += 1;
    const next = lines[index];
    const follows = next !== undefined && findLabel(next.text) === null ? next.text : null;
    const value: string | null = found.inline !== '' ? found.inline : follows;
    const takesLine = found.inline === '' && follows !== null;
    if (found.label === 'type') {
      if (takesLine) index += 1;
      block = { ...block, resourceType: block.resourceType ?? value };
    } else if (found.label === 'privacy') {
      const isFlag = value !== null && value.length <= LONGEST_FLAG;
      if (takesLine && isFlag) index += 1;
      block = { ...block, privacy: joinFlags(block.privacy, isFlag ? readFlag(value) : 'unreadable') };
    } else {
      // Text on the same line is the summary's: the line is not part of the metadata.
      if (found.inline !== '') index -= 1;
      block = { ...block, hasSummary: true };
    }
    block = { ...block, end: index };
    found = block.hasSummary ? null : findLabel(lines[index]?.text);
  }
  return block;
}

/**
 * The metadata blocks of a listing, in order. « Résumé » alone is a word like another: it only opens a
 * block when what follows repeats what precedes, which `repeats` says.
 */
export function findMetadataBlocks(
  lines: readonly Line[],
  repeats: (following: Line, from: number, to: number) => boolean,
): readonly MetadataBlock[] {
  const blocks: MetadataBlock[] = [];
  let index = 0;
  while (index < lines.length) {
    const block = readBlock(lines, index);
    const previous = blocks.at(-1);
    const following = block === null ? undefined : lines[block.end];
    const isSummaryAlone = block?.hasSummary === true && block.end <= block.start + 1;
    if (block === null) index += 1;
    else if (isSummaryAlone && !(following && repeats(following, previous?.end ?? 0, index))) index += 1;
    else {
      if (previous !== undefined && previous.end === block.start) blocks.splice(-1, 1, join(previous, block));
      else blocks.push(block);
      index = Math.max(block.end, index + 1);
    }
  }
  return blocks;
}

function join(first: MetadataBlock, second: MetadataBlock): MetadataBlock {
  return {
    start: first.start,
    end: second.end,
    resourceType: first.resourceType ?? second.resourceType,
    privacy: joinFlags(first.privacy, second.privacy),
    hasSummary: first.hasSummary || second.hasSummary,
  };
}
