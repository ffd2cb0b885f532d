import { stemmer } from '@orama/stemmers/french';

/**
 * Returns the Snowball stemmer for French, which takes any lower-case word and has the same stems as the reference
 * implementation 2.2.0. A word and its form without accents have different stems: fold all words first, or none.
 * Source: https://snowballstem.org/algorithms/french/stemmer.html
 */
export function createFrenchStemmer(): (word: string) => string {
  return stemmer;
}
