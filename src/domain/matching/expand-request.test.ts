import { describe, expect, it } from 'vitest';
import { createRequestExpansion } from './expand-request.ts';

const expand = createRequestExpansion([
  ['PAT', 'projet alimentaire territorial'],
  ['recyclerie', 'ressourcerie', 'réemploi', 'seconde main'],
  ['économie circulaire', 'réemploi'],
  ['jardin partagé', 'jardin collectif'],
]);

describe('expanding a request', () => {
  it('adds what the request could have said as well, whatever its case, accents and plurals', () => {
    expect(expand('Un pat et des RECYCLERIES')).toEqual([
      'projet alimentaire territorial',
      'ressourcerie',
      'réemploi',
    ]);
    expect(expand('nos jardins partagés')).toEqual(['jardin collectif']);
  });

  it('adds nothing that the request says already, nor anything twice, and two of a group at most', () => {
    expect(expand('le réemploi, en recyclerie')).toEqual([
      'ressourcerie',
      'seconde main',
      'économie circulaire',
    ]);
  });

  it('adds nothing to a request of other words', () => {
    expect(expand('la patinoire')).toEqual([]);
    expect(expand('')).toEqual([]);
  });
});
