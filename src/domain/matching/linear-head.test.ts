import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords } from '../text/words.ts';
import { WORDING_DIMENSIONS, wordingOf } from './linear-head.ts';
import type { SparseVector } from './retrieval.ts';

function likeness(a: SparseVector, b: SparseVector): number {
  return [...a].reduce((sum, [dimension, weight]) => sum + weight * (b.get(dimension) ?? 0), 0);
}

describe('wordingOf', () => {
  it('gives any text a unit vector of its dimensions, or none without a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const vector = wordingOf(text);
        for (const dimension of vector.keys()) expect(dimension).toBeLessThan(WORDING_DIMENSIONS);
        expect(likeness(vector, vector)).toBeCloseTo(foldWords(text).trim() === '' ? 0 : 1, 9);
      }),
    );
  });

  it('does not see case, accents, punctuation nor plural marks', () => {
    expect(wordingOf('ÉPICERIES SOLIDAIRES !')).toEqual(wordingOf('épicerie, solidaire'));
  });

  it('keeps most of a word that has a typing fault, and nothing of another word', () => {
    const word = wordingOf('ressourcerie');
    expect(likeness(word, wordingOf('resourcerie'))).toBeGreaterThan(0.6);
    expect(likeness(word, wordingOf('bibliothèque'))).toBeLessThan(0.1);
  });
});
