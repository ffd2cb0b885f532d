import { findTitle, isAroundTitle } from './find-title.ts';
import { findMetadataBlocks, type MetadataBlock, mergeMetadata } from './metadata-block.ts';
import { isDateLine } from './stated-date.ts';
import { createRepetition, type Line, lineKey, lineOf } from './text-lines.ts';

export interface SplitResource {
  readonly title: Line;
  readonly body: readonly Line[];
  readonly summary: readonly Line[];
  readonly resourceType: string | null;
  readonly privacy: MetadataBlock['privacy'];
  /** True when its start is a guess: it may share lines with the previous resource. */
  readonly startsAnywhere: boolean;
}

export interface SplitListing {
  /** Line above the first title; null without one. */
  readonly rubric: string | null;
  readonly resources: readonly SplitResource[];
}

/** A longer line above a title is part of the text. */
const LONGEST_ABOVE_TITLE = 120;
const PAGER_LINE =
  /^(?:pages?(?: suivante| précédente| courante)?(?: \d+)?|\d{1,3}|(?:(?:aller|retour) (?:à la|en) )?(?:première|dernière|haut de) page|suivante?s?|précédente?s?|[‹›«»<>… ]+|[‹«] ?(?:premier|première|précédente?)|(?:suivante?|dernier|dernière) ?[›»])(?: [›»]+)?$/iu;

/**
 * Splits the lines of a listing into its resources, in order.
 *
 *   [rubric] title body {Type de ressource, Ressource privée, Résumé} summary  title body {…} summary …
 *
 * Nothing marks the end of a summary: `findTitle` finds where the next resource starts. A text without any of
 * the three labels is one resource, not known to be open.
 */
export function splitListing(lines: readonly Line[]): SplitListing {
  const blocks = findMetadataBlocks(lines, (following, from, to) =>
    createRepetition(lines.slice(from, to))(following),
  );
  const parts: SplitResource[] = [];
  let rubric: string | null = null;
  let untitledIsOpen = true;
  for (const [index, block] of blocks.entries()) {
    const gap = lines.slice(blocks[index - 1]?.end ?? 0, block.start);
    const next = lines.slice(block.end, blocks[index + 1]?.start ?? lines.length);
    const previous = parts.at(-1);
    const found = findTitle({
      gap,
      previous:
        previous === undefined
          ? null
          : { body: previous.body, hasSummary: blocks[index - 1]?.hasSummary ?? false },
      summary: block.hasSummary ? next : null,
    });
    if (found === null) {
      // Nothing precedes the first metadata: their summary cannot be separated from the next resource.
      untitledIsOpen = block.privacy === 'open';
      continue;
    }
    const above = gap.slice(0, startOfTitle(gap, found.at));
    if (previous === undefined) rubric = above[0]?.text ?? null;
    else parts.splice(-1, 1, { ...previous, summary: above });
    parts.push({
      title: found.title,
      body: bodyOf(gap, found.at),
      summary: [],
      resourceType: block.resourceType,
      privacy: untitledIsOpen ? block.privacy : 'unreadable',
      startsAnywhere: !found.isCertain,
    });
    untitledIsOpen = true;
  }
  return blocks.length === 0 ? readWholeAsOne(lines) : { rubric, resources: endLast(parts, lines, blocks) };
}

/** Returns the index of the first of the lines just above a title that stand around it. */
function startOfTitle(lines: readonly Line[], titleAt: number): number {
  return lines.slice(0, titleAt).findLastIndex(({ text }) => !isAroundTitle(text)) + 1;
}

/** Returns the lines below a title, after the date above it, if any. */
function bodyOf(lines: readonly Line[], titleAt: number): readonly Line[] {
  const above = lines.slice(startOfTitle(lines, titleAt), titleAt);
  return [...above.filter(({ text }) => isDateLine(text)), ...lines.slice(titleAt + 1)];
}

function endLast(
  parts: readonly SplitResource[],
  lines: readonly Line[],
  blocks: readonly MetadataBlock[],
): readonly SplitResource[] {
  const last = parts.at(-1);
  if (last === undefined) return parts;
  const summary = lines
    .slice(blocks.at(-1)?.end ?? lines.length)
    .filter(({ text }) => !PAGER_LINE.test(text));
  return [...parts.slice(0, -1), { ...last, summary }];
}

function readWholeAsOne(lines: readonly Line[]): SplitListing {
  const found = findTitle({ gap: lines, previous: null, summary: null });
  if (found === null) return { rubric: null, resources: [] };
  const resource: SplitResource = {
    title: found.title,
    body: bodyOf(lines, found.at),
    summary: [],
    resourceType: null,
    privacy: 'missing',
    startsAnywhere: false,
  };
  return { rubric: lines.slice(0, found.at)[0]?.text ?? null, resources: [resource] };
}

/**
 * Reads the lines of a document whose title is known: one resource, unless it has the fields of several.
 * @param title null when the document shows none
 */
export function splitDocument(lines: readonly Line[], title: string | null): SplitListing {
  const parts = mergeMetadata(lines);
  const flags = findMetadataBlocks(lines, () => true).filter(({ privacy }) => privacy !== 'missing');
  if (title === null || flags.length > 1) return splitListing(lines);
  const at = parts.body.findIndex(({ text }) => lineKey(text) === lineKey(title));
  const above = parts.body
    .slice(0, Math.max(at, 0))
    .filter(({ text }) => text.length > LONGEST_ABOVE_TITLE || isDateLine(text));
  const body = [...above, ...parts.body.slice(at + 1)];
  return {
    rubric: null,
    resources: [{ ...parts, body, title: lineOf(title, 'heading'), startsAnywhere: false }],
  };
}
