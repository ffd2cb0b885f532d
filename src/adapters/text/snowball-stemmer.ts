import { stemmer } from '@orama/stemmers/french';
import type { Stemmer } from '../../ports/stemmer.ts';

/**
 * Returns the Snowball stemmer for French, with the same stems as the reference implementation 2.2.0. A word and its
 * form without accents have different stems: fold all words first, or none.
 * Source: https://snowballstem.org/algorithms/french/stemmer.html
 */
export function createFrenchStemmer(): Stemmer {
  return stemmer;
}
