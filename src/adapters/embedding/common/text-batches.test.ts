import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutIntoBatches } from './text-batches.ts';

describe('batches of texts', () => {
  it('keep every text in order, within both limits unless a text alone is too long', () => {
    const texts = fc.array(fc.integer({ min: 0, max: 20 }).map((length) => 'x'.repeat(length)));
    fc.assert(
      fc.property(texts, (list) => {
        const batches = cutIntoBatches(list, { maxTexts: 3, maxCharacters: 10 });
        expect(batches.flat()).toEqual(list);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(3);
          if (batch.length > 1) expect(batch.join('').length).toBeLessThanOrEqual(10);
        }
      }),
    );
  });

  it('fill up before another one starts', () => {
    const limits = { maxTexts: 3, maxCharacters: 10 };
    expect(cutIntoBatches(['a', 'b', 'c', 'd'], limits)).toEqual([['a', 'b', 'c'], ['d']]);
    expect(cutIntoBatches(['aaaaaa', 'bbbb', 'c'], limits)).toEqual([['aaaaaa', 'bbbb'], ['c']]);
    expect(cutIntoBatches(['a', 'b', 'c', 'd'], { maxCharacters: 10 })).toHaveLength(1);
  });
});
