import { expect, it } from 'vitest';
import { type LeaveLine, ServedLine } from './admission.ts';

const enter = (line: ServedLine, count: number): LeaveLine[] =>
  Array.from({ length: count }, () => line.enter());

it('expects the guess before any measure, then forgets it', () => {
  const line = new ServedLine(4, 20);
  enter(line, 10);
  expect(line.expectedWaitMs).toBeCloseTo(200);
  for (let n = 0; n <= 200; n += 1) line.enter()(true, n * 30);
  expect(line.expectedWaitMs).toBeCloseTo(300, 0);
});

it('without a guess, expects no wait, then the first measure', () => {
  const line = new ServedLine(2, null);
  const [one, two] = enter(line, 4);
  expect(line.expectedWaitMs).toBe(0);
  one?.(true, 0);
  two?.(true, 30);
  expect(line.expectedWaitMs).toBeCloseTo(2 * 30);
});

it('expects the wait from the number in flight and the rate at which they are served', () => {
  const line = new ServedLine(4, 10);
  for (const [n, place] of enter(line, 10).slice(5).entries()) place(true, n * 30);
  expect(line.inFlight).toBe(5);
  // Four intervals, each with a weight of a twentieth.
  expect(line.expectedWaitMs).toBeCloseTo(5 * (30 - 20 * 0.95 ** 4));
});

it('ignores the intervals between answers below saturation, even with a slow request in flight', () => {
  const line = new ServedLine(4, 20);
  const slow = line.enter();
  for (const now of [0, 5_000, 10_000]) line.enter()(true, now);
  enter(line, 10);
  slow(true, 20_000);
  expect(line.expectedWaitMs).toBeCloseTo(line.inFlight * 20);
});

it('ignores an interval below saturation, and requests left without an answer', () => {
  const line = new ServedLine(2, 10);
  const [one, two, three, four] = enter(line, 4);
  one?.(true, 0);
  two?.(false, 10);
  three?.(false, 20);
  enter(line, 4);
  four?.(true, 10_000);
  line.enter()(true, 10_030);
  expect(line.inFlight).toBe(4);
  expect(line.expectedWaitMs).toBeCloseTo(4 * (10 + 0.05 * 20));
});

it('frees a place only once', () => {
  const line = new ServedLine(4, 20);
  const [place] = enter(line, 2);
  place?.(true, 0);
  place?.(false, 1);
  expect(line.inFlight).toBe(1);
});
