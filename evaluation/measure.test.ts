import { expect, it } from 'vitest';
import { rankingValues } from './measure.ts';

it('measures a ranking over the experiences that are useful', () => {
  const grades = new Map([
    ['a', 3],
    ['c', 1],
  ]);
  expect(rankingValues(['c', 'a'], grades)).toMatchObject({ mrr: 0.5, 'recall@10': 1 });
});
