import type { Line } from './line.ts';
import { findMetadataBlocks, joinFlags, type MetadataBlock } from './metadata-block.ts';

export interface ResourceParts {
  readonly body: readonly Line[];
  readonly summary: readonly Line[];
  readonly resourceType: string | null;
  readonly privacy: MetadataBlock['privacy'];
}

/** Gathers the parts of one resource, whose fields may come in any order. */
export function mergeMetadata(lines: readonly Line[]): ResourceParts {
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
