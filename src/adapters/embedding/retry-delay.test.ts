import { describe, expect, it } from 'vitest';
import { parseRetryAfter, retryDelayMs } from './retry-delay.ts';

const policy = (random: number) => ({ maxAttempts: 9, baseMs: 100, capMs: 1_000, random: () => random });

describe('the delay before another attempt', () => {
  it('is drawn between nothing and a bound that doubles up to the cap', () => {
    const bounds = [1, 2, 3, 4, 5, 6].map((retry) => retryDelayMs(retry, policy(1), null));
    expect(bounds).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    expect(retryDelayMs(3, policy(0.25), null)).toBe(100);
    expect(retryDelayMs(3, policy(0), null)).toBe(0);
  });

  it('is never less than what the server asks for, and still not the same for all', () => {
    expect(retryDelayMs(1, policy(0), 2_000)).toBe(2_000);
    expect(retryDelayMs(1, policy(0.5), 2_000)).toBe(2_050);
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-01-15T09:30:00Z');

  it.each([
    ['0', 0],
    [' 12 ', 12_000],
    ['Thu, 15 Jan 2026 09:30:05 GMT', 5_000],
    ['Thu, 15 Jan 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['-1e9999', null],
    [null, null],
  ])('%j is %s ms', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
