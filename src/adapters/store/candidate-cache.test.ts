import { expect, it } from 'vitest';
import { experience } from '../../../test/contract/store-samples.ts';
import { createCandidateCache } from './candidate-cache.ts';

const entry = (id: string) => ({ experience: experience({ id }), quotes: new Map([[0, id]]) });

it('answers for the revision that it holds only', () => {
  const cache = createCandidateCache(2);
  const a = entry('a');
  cache.set('a', '1', a);
  expect(cache.get('a', '1')).toBe(a);
  expect(cache.get('a', '2')).toBeNull();
  expect(cache.get('b', '1')).toBeNull();
});

it('forgets the least recently used beyond its capacity', () => {
  const cache = createCandidateCache(2);
  cache.set('a', '1', entry('a'));
  cache.set('b', '1', entry('b'));
  cache.get('a', '1');
  cache.set('c', '1', entry('c'));
  expect(['a', 'b', 'c'].map((id) => cache.get(id, '1') !== null)).toEqual([true, false, true]);
});
