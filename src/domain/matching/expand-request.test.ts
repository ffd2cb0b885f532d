import { describe, expect, it } from 'vitest';
import { createRequestExpansion } from './expand-request.ts';

const expand = createRequestExpansion([
  ['PAT', 'projet alimentaire territorial'],
  ['recyclerie', 'ressourcerie', 'réemploi'],
  ['économie circulaire', 'réemploi'],
]);

describe('expanding a request', () => {
  it('adds what the request could have said as well, whatever its case, accents and plural', () => {
    expect(expand('Un P.A.T. et des RECYCLERIES')).toEqual(['ressourcerie', 'réemploi']);
    expect(expand('notre pat')).toEqual(['projet alimentaire territorial']);
  });

  it('adds nothing that the request says already, nor anything twice', () => {
    expect(expand('le réemploi, en recyclerie')).toEqual(['ressourcerie', 'économie circulaire']);
  });

  it('adds nothing to a request of other words', () => {
    expect(expand('la patinoire')).toEqual([]);
    expect(expand('')).toEqual([]);
  });
});
