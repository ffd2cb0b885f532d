import type { Lever } from '../../src/domain/lever/lever.ts';

/** Lever without cues nor signs, for code that reads its id and label only. */
export function bareLever(id: string, label = id): Lever {
  const signs = { tells: [], says: [], hints: [] };
  return {
    id,
    label,
    definition: '',
    cues: [],
    otherSenses: [],
    signs,
    examples: [],
    law: null,
  };
}
