import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODEL_DIRECTORY } from '../../../test/fixtures/model-directory.ts';
import { cutIntoBatches, cutIntoPieces, cutQuestion, meanDirection, splitIntoWindows } from './cut-texts.ts';
import { loadTokenCounter } from './model-folder.ts';

/** Window of a model whose tokens are words. */
const fitsIn = (room: number) => (piece: string) => piece.split(/\s+/).filter(Boolean).length <= room;

const WORDS = Array.from({ length: 1_000 }, (_, index) => `mot${index}`);

describe('a text longer than the window of the model', () => {
  it('stays whole when it fits', () => {
    expect(cutIntoPieces('un deux trois', fitsIn(3))).toEqual(['un deux trois']);
    expect(cutIntoPieces('', fitsIn(3))).toEqual(['']);
  });

  it('is cut between words into pieces of about the same length', () => {
    const pieces = cutIntoPieces(WORDS.join(' '), fitsIn(300));
    expect(pieces).toHaveLength(4);
    expect(pieces.flatMap((piece) => piece.trim().split(' '))).toEqual(WORDS);
    const lengths = pieces.map(({ length }) => length);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(100);
  });

  it('is cut inside a word without spaces, never inside a character', () => {
    const pieces = cutIntoPieces('🌱'.repeat(501), (piece) => Array.from(piece).length <= 100);
    for (const piece of pieces) expect(piece).toMatch(/^🌱+$/u);
    expect(pieces.join('')).toHaveLength(1002);
  });

  it('loses no character and ends, for any text, even when nothing fits', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.nat(20), (text, room) => {
        const pieces = cutIntoPieces(text, (piece) => piece.length <= room);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe('batches of texts', () => {
  it('keep every text in order, within the limit unless a text alone is too long', () => {
    const texts = fc.array(fc.integer({ min: 0, max: 20 }).map((length) => 'x'.repeat(length)));
    fc.assert(
      fc.property(texts, (list) => {
        const batches = cutIntoBatches(list, 10);
        expect(batches.flat()).toEqual(list);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          if (batch.length > 1) expect(batch.join('').length).toBeLessThanOrEqual(10);
        }
      }),
    );
  });

  it('fill up before another one starts', () => {
    expect(cutIntoBatches(['aaaaaa', 'bbbb', 'c'], 10)).toEqual([['aaaaaa', 'bbbb'], ['c']]);
    expect(cutIntoBatches(['a', 'b', 'c', 'd'], 10)).toHaveLength(1);
  });
});

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

describe('the mean direction of vectors', () => {
  it('has length 1 and points between them', () => {
    const direction = meanDirection([Float32Array.of(2, 0), Float32Array.of(0, 2)]);
    expect(direction[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(direction[1]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it('gives each vector the weight of its length', () => {
    expect([...meanDirection([Float32Array.of(0, 1), Float32Array.of(3, 3)])]).toEqual([
      expect.closeTo(0.6, 6),
      expect.closeTo(0.8, 6),
    ]);
  });

  it('refuses a mean that is zero or not finite', () => {
    expect(() => meanDirection([Float32Array.of(1, 0), Float32Array.of(-1, 0)])).toThrow();
    expect(() => meanDirection([Float32Array.of(Number.NaN, 0)])).toThrow();
    expect(() => meanDirection([Float32Array.of(Number.POSITIVE_INFINITY, 0)])).toThrow();
  });
});

const countTokens = await loadTokenCounter(MODEL_DIRECTORY);
const cut = (text: string) => cutQuestion(text, countTokens);

const SENTENCE = 'Ouvrir une épicerie solidaire dans le bourg avec les habitants. ';

describe('a long question', () => {
  it('leaves a letter of 900 characters whole', () => {
    const letter = SENTENCE.repeat(14).trim();
    expect(cut(letter)).toBe(letter);
  });

  it.each([
    ['French', SENTENCE.repeat(31)],
    ['digits between letters', 'x1'.repeat(1_000)],
    ['numbered lines', '1. a\n'.repeat(400)],
    ['one letter a word', 'é '.repeat(1_000)],
    ['characters that stand for many', 'ﷺ'.repeat(2_000)],
    ['emoji', '😀 '.repeat(1_000)],
  ])('cuts 2,000 characters of %s to 256 tokens', (_name, text) => {
    const read = cut(text);
    expect(text.startsWith(read)).toBe(true);
    expect(countTokens(read)).toBeGreaterThan(128);
    expect(countTokens(read)).toBeLessThanOrEqual(258);
  });

  it('cuts French at the end of a word', () => {
    const text = SENTENCE.repeat(31);
    expect(text.charAt(cut(text).length)).toBe(' ');
  });
});
