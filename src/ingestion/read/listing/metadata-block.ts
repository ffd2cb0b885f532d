import { fold } from '../../../domain/text/fold.ts';
import type { Line } from './text-lines.ts';

type Label = 'type' | 'privacy' | 'summary';

/** Metadata of a resource, between its body and its « Résumé ». */
export interface MetadataBlock {
  /** Index of its first line. */
  readonly start: number;
  /** Index after its last line. */
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
/** An unreadable flag is still a word or two; longer text follows a missing flag. */
const LONGEST_FLAG = 24;
const LONGEST_LABEL_LINE = 200;

/** Tells whether a text is a field label and nothing more. */
export function isLabel(text: string): boolean {
  const found = findLabel(text);
  return found !== null && found.inline === '';
}

interface FoundLabel {
  readonly label: Label;
  /** Text after it on the same line, as written; may be empty. */
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

/** Finds a flag without its label just above « Résumé »: it still marks a resource. */
function findLostFlag(lines: readonly Line[], index: number): FoundLabel | null {
  const flag = lines[index]?.text ?? '';
  if (flag.length > LONGEST_FLAG || readFlag(flag) === 'unreadable') return null;
  const isAboveSummary = findLabel(lines[index + 1]?.text)?.label === 'summary';
  // Without its label, « Non » does not open a resource.
  return isAboveSummary ? { label: 'privacy', inline: readFlag(flag) === 'private' ? flag : '?' } : null;
}

function readFlag(value: string): 'private' | 'open' | 'unreadable' {
  const folded = fold(value).trim();
  if (YES.test(folded)) return 'private';
  return NO.test(folded) ? 'open' : 'unreadable';
}

/** Returns the stricter of two flags: a resource that says both yes and no stays private. */
function joinFlags(
  first: MetadataBlock['privacy'],
  second: MetadataBlock['privacy'],
): MetadataBlock['privacy'] {
  const order = ['private', 'unreadable', 'open', 'missing'] as const;
  return order.find((flag) => flag === first || flag === second) ?? 'missing';
}

/** Reads the metadata that start at `start`, in any order; null when that line is not a label. */
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
      // Text on the same line is the summary's: the line stays out of the metadata.
      if (found.inline !== '') index -= 1;
      block = { ...block, hasSummary: true };
    }
    block = { ...block, end: index };
    found = block.hasSummary ? null : findLabel(lines[index]?.text);
  }
  return block;
}

/**
 * Finds the metadata blocks of a listing, in order. « Résumé » alone may be an ordinary word: it opens a
 * block only when `repeats` says that the text after it repeats the text before.
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

/** Gathers the parts of one resource, whose fields may come in any order. */
export function mergeMetadata(lines: readonly Line[]) {
  const blocks = findMetadataBlocks(lines, () => true);
  const body = [...lines.slice(0, blocks[0]?.start ?? lines.length)];
  const summary: Line[] = [];
  let resourceType: string | null = null;
  let privacy: MetadataBlock['privacy'] = 'missing';
  for (const [index, block] of blocks.entries()) {
    const following = lines.slice(block.end, blocks[index + 1]?.start ?? lines.length);
    (block.hasSummary ? summary : body).push(...following);
    resourceType ??= block.resourceType;
    privacy = joinFlags(privacy, block.privacy);
  }
  return { body, summary, resourceType, privacy };
}
