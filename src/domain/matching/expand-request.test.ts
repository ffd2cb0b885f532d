import { describe, expect, it } from 'vitest';
import { createRequestExpansion } from './expand-request.ts';

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
