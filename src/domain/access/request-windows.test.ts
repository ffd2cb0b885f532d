import { expect, it } from 'vitest';
import { createRequestWindows } from './request-windows.ts';

it('counts the requests of each asker, from zero in each window', () => {
  const windows = createRequestWindows(10);
  windows.hit('a', 60, 100);
  expect(windows.hit('a', 60, 119).own).toBe(2);
  expect(windows.hit('b', 60, 119).own).toBe(1);
  expect(windows.hit('a', 60, 120)).toMatchObject({ own: 1, startMs: 120 });
});

it('removes the window of the client that has been idle for longest', () => {
  const windows = createRequestWindows(2);
  windows.hit('insistent', 60, 0);
  for (let n = 0; n < 10; n += 1) {
    windows.hit(`passing ${n}`, 60, 1);
    expect(windows.hit('insistent', 60, 1).own).toBe(n + 2);
  }
  expect(windows.hit('passing 0', 60, 2).own).toBe(1);
});
