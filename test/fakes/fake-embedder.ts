import { DomainError } from '../../src/domain/errors.ts';
import type { Embedder } from '../../src/ports/embedder.ts';

const DIMENSIONS = 384;
const NOWHERE = { bias: 0, weights: new Array<number>(DIMENSIONS).fill(0) };
/** Weight of the role against one word: a question and a passage of the same text are near, not equal. */
const ROLE_WEIGHT = 0.3;

/** FNV-1a, 32 bits. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function embed(role: 'query' | 'passage', text: string): Float32Array {
  const sums = new Float64Array(DIMENSIONS);
  const add = (word: string, weight: number) => {
    const hash = hashWord(word);
    const dimension = hash % DIMENSIONS;
    const sign = hash & 0x80000000 ? -1 : 1;
    sums[dimension] = (sums[dimension] ?? 0) + sign * weight;
  };
  // The role keeps the vector from being null when words cancel out on one dimension.
  add(`${role}:`, ROLE_WEIGHT);
  for (const word of wordsOf(text)) add(word, 1);
  const norm = Math.hypot(...sums);
  return Float32Array.from(sums, (sum) => sum / norm);
}

/**
 * Makes an embedder without a model: each word has a dimension, so texts are near when they share words. Deterministic
 * on any machine.
 */
export function createFakeEmbedder(): Embedder {
  let closed = false;
  function refuseOnceClosed(): void {
    if (!closed) return;
    const reason = 'le service s’arrête';
    throw new DomainError('embedder-unavailable', `Le modèle ne peut pas répondre : ${reason}.`, { reason });
  }
  return {
    modelId: 'fake@1',
    dimensions: DIMENSIONS,
    // Heads without weights: no question leans to any kind.
    calibration: {
      background: 0.05,
      strong: 0.6,
      heads: { subject: NOWHERE, wording: NOWHERE, vague: NOWHERE },
    },
    cutQuestion: (text) => text.slice(0, 1_000),
    async embedQuery(text, signal) {
      refuseOnceClosed();
      signal?.throwIfAborted();
      return embed('query', text);
    },
    async embedPassages(texts, signal) {
      refuseOnceClosed();
      signal?.throwIfAborted();
      return texts.map((text) => embed('passage', text));
    },
    load: () => ({ waiting: 0, estimatedWaitMs: 0 }),
    async close() {
      closed = true;
    },
  };
}
