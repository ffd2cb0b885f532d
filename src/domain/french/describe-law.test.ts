import { describe, expect, it } from 'vitest';
import { describePermission, describeReview } from './describe-law.ts';

describe('the law in French', () => {
  it('says who may use a lever, under which condition, or why not', () => {
    const limits = { reason: 'Seulement pour ses propres actes.', ref: 'CGCT, art. L. 1116-1' };
    expect(describePermission({ kind: 'region', may: 'yes' })).toBe('Une région peut l’utiliser.');
    expect(describePermission({ kind: 'departement', may: 'conditional', ...limits })).toBe(
      'Un département peut l’utiliser sous condition : seulement pour ses propres actes.',
    );
    expect(describePermission({ kind: 'epci', may: 'no', ...limits })).toBe(
      'Une intercommunalité ne peut pas l’utiliser : seulement pour ses propres actes.',
    );
  });

  it('says who signed, and warns as long as nobody has', () => {
    expect(describeReview(null)).toContain('Aucun juriste');
    expect(describeReview({ name: 'Service juridique de l’exemple', on: '2026-12-01' })).toBe(
      'Relu par Service juridique de l’exemple le 1er décembre 2026.',
    );
  });
});
