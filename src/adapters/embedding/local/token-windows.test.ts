import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitIntoWindows } from './token-windows.ts';

describe('the windows of a long text', () => {
  it('is one window when the text fits', () => {
    expect(splitIntoWindows(0, 500, 32)).toEqual([{ start: 0, end: 0 }]);
    expect(splitIntoWindows(500, 500, 32)).toEqual([{ start: 0, end: 500 }]);
  });

  it('are two windows of the same size for one token too many', () => {
    expect(splitIntoWindows(501, 500, 32)).toEqual([
      { start: 0, end: 267 },
      { start: 234, end: 501 },
    ]);
  });

  it('cover every token, fit in the room, have one size and share the overlap', () => {
    const cases = fc
      .record({ room: fc.integer({ min: 10, max: 600 }), length: fc.integer({ min: 0, max: 3000 }) })
      .chain(({ room, length }) => fc.tuple(fc.constant({ room, length }), fc.nat({ max: room - 1 })));
    fc.assert(
      fc.property(cases, ([{ room, length }, overlap]) => {
        const windows = splitIntoWindows(length, room, overlap);
        expect(windows[0]?.start).toBe(0);
        expect(windows.at(-1)?.end).toBe(length);
        expect(new Set(windows.map(({ start, end }) => end - start)).size).toBe(1);
        expect(windows[0]?.end).toBeLessThanOrEqual(room);
        for (const [index, window] of windows.entries()) {
          const previous = windows[index - 1];
          if (previous === undefined) continue;
          expect(window.start).toBeGreaterThan(previous.start);
          expect(previous.end - window.start).toBeGreaterThanOrEqual(overlap);
        }
      }),
    );
  });
});
