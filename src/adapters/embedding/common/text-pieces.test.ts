import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutIntoPieces } from './text-pieces.ts';

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
