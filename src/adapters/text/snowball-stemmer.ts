import { stemmer } from '@orama/stemmers/french';
import type { Stemmer } from '../../ports/stemmer.ts';

/**
 * The Snowball stemmer for French: gives the same stems as its reference implementation 2.2.0.
 * A word whose accents were folded stems otherwise than the accented word: fold all words first,
 * or none. Source: https://snowballstem.org/algorithms/french/stemmer.html
 */
export function createFrenchStemmer(): Stemmer {
  return stemmer;
}
