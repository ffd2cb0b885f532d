import { describe, expect, it } from 'vitest';
import { createTextAnalysis } from '../text/terms.ts';
import { createAcronymReader, createConceptFinder, createRequestExpansion } from './synonyms.ts';

const expand = createRequestExpansion([
  ['PAT', 'projet alimentaire territorial'],
  ['recyclerie', 'ressourcerie', 'réemploi', 'seconde main'],
  ['économie circulaire', 'réemploi'],
  ['jardin partagé', 'jardin collectif'],
]);

describe('expanding a request', () => {
  it('adds the synonyms of a request, ignoring case, accents and plurals', () => {
    expect(expand('Un pat et des RECYCLERIES')).toEqual([
      'projet alimentaire territorial',
      'ressourcerie',
      'réemploi',
    ]);
    expect(expand('nos jardins partagés')).toEqual(['jardin collectif']);
  });

  it('adds no expression of the request, none twice, and two of a group at most', () => {
    expect(expand('le réemploi, en recyclerie')).toEqual([
      'ressourcerie',
      'seconde main',
      'économie circulaire',
    ]);
  });

  it('adds nothing to a request without expression of the groups', () => {
    expect(expand('la patinoire')).toEqual([]);
    expect(expand('')).toEqual([]);
  });
});

describe('spelling acronyms out', () => {
  const spellOut = createAcronymReader([
    ["entreprise à but d'emploi", 'EBE', 'TZCLD'],
    ['Territoires zéro chômeur', 'TZCLD'],
    ['appel à projets', 'AMI'],
  ]);

  it('gives the full form of each acronym, of the group where it is the most usual', () => {
    expect(spellOut('Une EBE pour le TZCLD')).toEqual([
      "entreprise à but d'emploi",
      'Territoires zéro chômeur',
    ]);
  });

  it('gives nothing for a word in lower case', () => {
    expect(spellOut('un ami')).toEqual([]);
  });
});

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
