import type { Lever } from '../../src/domain/lever/lever.ts';

/** A lever that nothing reveals, for what reads its id and its label only. */
export function bareLever(id: string, label = id): Lever {
  const signs = { tells: [], says: [], hints: [] };
  return { id, label, definition: '', cues: [], signs, examples: [], legalBasis: [], watchOut: null };
}
