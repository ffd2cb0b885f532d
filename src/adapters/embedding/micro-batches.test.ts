import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutIntoMicroBatches } from './micro-batches.ts';

describe('micro-batches', () => {
  it('keep every text in order, and are small unless a text alone is long', () => {
    const texts = fc.array(fc.integer({ min: 0, max: 2000 }).map((length) => 'x'.repeat(length)));
    fc.assert(
      fc.property(texts, (list) => {
        const batches = [...cutIntoMicroBatches(list)];
        expect(batches.flat()).toEqual(list);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          if (batch.length > 1) expect(batch.join('').length).toBeLessThanOrEqual(800);
        }
      }),
    );
  });

  it('fill up before another one starts', () => {
    expect([...cutIntoMicroBatches(['a'.repeat(400), 'b'.repeat(400), 'c'])]).toHaveLength(2);
  });
});
