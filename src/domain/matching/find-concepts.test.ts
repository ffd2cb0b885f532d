import { expect, it } from 'vitest';
import { createTextAnalysis } from '../text/terms.ts';
import { createConceptFinder } from './find-concepts.ts';

const findConcepts = createConceptFinder(
  [
    ['recyclerie', 'ressourcerie', 'centre de réemploi'],
    ['café associatif', 'plus de café'],
    ['café', 'bistrot'],
  ],
  createTextAnalysis((word) => word),
);

it('reads the longest expressions, each with its synonyms as phrases, then the other words alone', () => {
  expect(findConcepts('Recycleries de la Creuse')).toEqual([
    { words: ['recyclerie'], synonyms: [['recyclerie'], ['ressourcerie'], ['centre', 'reemploi']] },
    { words: ['creuse'], synonyms: [] },
  ]);
  expect(findConcepts('un cafe associatif')).toEqual([
    { words: ['cafe', 'associatif'], synonyms: [['cafe', 'associatif']] },
  ]);
});

it('takes no synonym whose meaning is in its stop words', () => {
  expect(findConcepts('plus de café')).toEqual([{ words: ['cafe'], synonyms: [['cafe', 'associatif']] }]);
});

it('finds nothing in stop words', () => {
  expect(findConcepts('de la')).toEqual([]);
});
