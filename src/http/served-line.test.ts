import { expect, it } from 'vitest';
import { ServedLine } from './served-line.ts';

it('expects the wait from the number in flight and the rate at which they are served', () => {
  const line = new ServedLine();
  for (let n = 0; n < 10; n += 1) line.enter();
  for (let n = 1; n <= 5; n += 1) line.leave(true, n * 30);
  expect(line.inFlight).toBe(5);
  expect(line.expectedWaitMs).toBeCloseTo(150);
});

it('counts neither the time when nobody waits, nor those who left without an answer', () => {
  const line = new ServedLine();
  line.enter();
  line.leave(true, 0);
  line.enter();
  line.enter();
  line.leave(true, 10_000);
  line.enter();
  line.leave(false, 10_001);
  line.leave(true, 10_020);
  line.enter();
  expect(line.expectedWaitMs).toBeCloseTo(20);
});
