import { describe, expect, it } from 'vitest';
import { createLocalCount } from './count-locally.ts';

describe('requests of one process', () => {
  it('are counted for each client and duration, until the window of the first one ends', () => {
    let now = 500;
    const count = createLocalCount(() => now);
    expect(count('a', 1_000)).toEqual({ count: 1, resetMs: 1_000 });
    now = 1_400;
    expect(count('a', 1_000)).toEqual({ count: 2, resetMs: 100 });
    expect(count('b', 1_000).count).toBe(1);
    expect(count('a', 60_000).count).toBe(1);
    now = 1_500;
    expect(count('a', 1_000)).toEqual({ count: 1, resetMs: 1_000 });
  });

  it('are kept in 5,000 windows, the oldest dropped first', () => {
    const count = createLocalCount(() => 0);
    count('first', 1_000);
    for (let n = 0; n < 4_999; n += 1) count(String(n), 1_000);
    expect(count('first', 1_000).count).toBe(2);
    count('one more', 1_000);
    expect(count('first', 1_000).count).toBe(1);
  });
});
