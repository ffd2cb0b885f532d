import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrenchStemmer } from './snowball-stemmer.ts';

const stem = createFrenchStemmer();

describe('the French stemmer', () => {
  it.each([
    ['the plural', ['coopérative', 'coopératives']],
    ['the plural of -al', ['national', 'nationaux', 'nationale', 'nationales']],
    ['the feminine', ['habitant', 'habitante', 'habitants', 'habitantes']],
    ['the feminine of -if', ['associatif', 'associative']],
    ['the forms of a verb', ['financer', 'finance', 'financé', 'financée', 'financement']],
    ['a noun and its verb', ['réemploi', 'réemployer', 'réemployés']],
    ['a place and its plural', ['épicerie', 'épiceries']],
    ['a noun in -ité and its plural', ['collectivité', 'collectivités']],
    ['words typed without accents', ['cooperative', 'cooperatives']],
  ])('brings %s to one stem', (_, words) => {
    expect(new Set(words.map(stem)).size).toBe(1);
  });

  it.each([
    ['commune', 'commerce'],
    ['mobilité', 'mobilier'],
    ['habitat', 'habit'],
    ['culture', 'agriculture'],
    ['marché', 'maraîcher'],
  ])('keeps « %s » and « %s » apart', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it('takes any string, and does not depend on the words stemmed before', () => {
    const anyWord = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'aeéèuqyïltsmn') }),
    );
    fc.assert(
      fc.property(anyWord, anyWord, (word, before) => {
        const first = stem(word);
        stem(before);
        expect(stem(word)).toBe(first);
      }),
    );
  });
});
