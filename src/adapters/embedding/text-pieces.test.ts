import { describe, expect, it } from 'vitest';
import { cutIntoPieces } from './text-pieces.ts';

/** A model whose tokens are words. */
const countWords = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;
const cut = (text: string, room: number) => cutIntoPieces(text, room, (piece) => countWords(piece) <= room);

const WORDS = Array.from({ length: 1_000 }, (_, index) => `mot${index}`);

describe('a text longer than the window of the model', () => {
  it('stays whole when it fits', () => {
    expect(cut('un deux trois', 3)).toEqual(['un deux trois']);
    expect(cut('', 3)).toEqual(['']);
  });

  it('is cut between words into pieces that fit, without losing one', () => {
    const pieces = cut(WORDS.join(' '), 300);
    expect(pieces).toHaveLength(4);
    for (const piece of pieces) expect(countWords(piece)).toBeLessThanOrEqual(300);
    expect(new Set(pieces.flatMap((piece) => piece.trim().split(' ')))).toEqual(new Set(WORDS));
  });

  it('shares about a sentence between two pieces, which have about the same length', () => {
    const [first = '', second = ''] = cut(WORDS.join(' '), 600);
    const shared = first
      .trim()
      .split(' ')
      .filter((word) => second.trim().split(' ').includes(word));
    expect(shared.join(' ').length).toBeGreaterThan(60);
    expect(shared.join(' ').length).toBeLessThan(200);
    expect(Math.abs(first.length - second.length)).toBeLessThan(100);
  });

  it('is cut inside a word without spaces, never inside a character', () => {
    const text = '🌱'.repeat(500);
    const pieces = cutIntoPieces(text, 100, (piece) => Array.from(piece).length <= 100);
    for (const piece of pieces) expect(piece).toMatch(/^🌱+$/u);
    expect(pieces.length).toBeGreaterThan(4);
  });

  it('comes to an end even when nothing fits', () => {
    expect(cutIntoPieces('abc', 10, () => false)).toEqual(['a', 'b', 'c']);
  });
});
