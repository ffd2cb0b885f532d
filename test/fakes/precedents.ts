import type { PrecedentMemory } from '../../src/application/common/precedent-memory.ts';
import { createPrecedents } from '../../src/domain/matching/precedents.ts';

const precedents = createPrecedents([], 'none');

/** A memory without any judged request. */
export const NO_PRECEDENTS: PrecedentMemory = {
  stamp: 'none',
  current: async () => precedents,
  at: async () => precedents,
  foresee: async () => precedents,
  list: async () => [],
};
