import { describe, expect, it } from 'vitest';
import { cutIntoBatches, mapAtMost } from './passage-batches.ts';

describe('batches of passages', () => {
  const cut = (texts: readonly string[]) => cutIntoBatches(texts, { maxTexts: 3, maxCharacters: 10 });

  it('hold so many texts and so many characters at most, in order', () => {
    expect(cut(['a', 'b', 'c', 'd'])).toEqual([['a', 'b', 'c'], ['d']]);
    expect(cut(['aaaaaa', 'bbbb', 'c'])).toEqual([['aaaaaa', 'bbbb'], ['c']]);
  });

  it('leave a text that is too long alone, and are none for nothing', () => {
    expect(cut(['a', 'b'.repeat(11), 'c'])).toEqual([['a'], ['b'.repeat(11)], ['c']]);
    expect(cut([])).toEqual([]);
  });
});

describe('working on several at once', () => {
  it('never exceeds its limit and keeps the order', async () => {
    let running = 0;
    let most = 0;
    const doubled = await mapAtMost(3, [5, 1, 4, 2, 3, 0], async (value) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < value; turn += 1) await Promise.resolve();
      running -= 1;
      return value * 2;
    });
    expect(doubled).toEqual([10, 2, 8, 4, 6, 0]);
    expect(most).toBe(3);
  });

  it('starts nothing after a failure', async () => {
    const started: number[] = [];
    const work = mapAtMost(2, [1, 2, 3, 4, 5], async (value) => {
      started.push(value);
      await Promise.resolve();
      throw new Error('panne');
    });
    await expect(work).rejects.toThrow('panne');
    expect(started).toEqual([1, 2]);
  });
});
