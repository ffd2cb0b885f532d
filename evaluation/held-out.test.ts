import { expect, it } from 'vitest';
import { heldOutByHand } from './held-out.ts';

it('predicts each item from the other hands alone, with one fit for each hand', () => {
  const items = ['w1', 'w2', 'w1', 'wb'].map((hand, id) => ({ hand, id }));
  let fits = 0;
  const predicted = heldOutByHand(
    items,
    (others) => {
      fits += 1;
      return others.map(({ id }) => id);
    },
    (seen, { id }) => [id, ...seen],
  );
  expect(predicted).toEqual([
    [0, 1, 3],
    [1, 0, 2, 3],
    [2, 1, 3],
    [3, 0, 1, 2],
  ]);
  expect(fits).toBe(3);
});
