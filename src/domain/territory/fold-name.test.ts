import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, foldQuery } from './fold-name.ts';

describe('foldName', () => {
  it.each([
    ['Saint-Étienne', 'saint etienne', 'saint etienne'],
    ["L'Haÿ-les-Roses", 'l hay les roses', 'hay roses'],
    ['Le Mans', 'le mans', 'mans'],
    ['Œuilly', 'oeuilly', 'oeuilly'],
    ['CC Faucigny - Glières', 'cc faucigny glieres', 'faucigny glieres'],
    ['CU Le Mans Métropole', 'cu le mans metropole', 'mans'],
    [
      'CC du Pays de Pontchâteau St-Gildas-des-Bois',
      'cc du pays de pontchateau saint gildas des bois',
      'pays pontchateau saint gildas bois',
    ],
    ["CA du Bassin d'Arcachon Nord (COBAN)", 'ca du bassin d arcachon nord coban', 'bassin arcachon nord'],
    ['CC Castillon/Pujols', 'cc castillon pujols', 'castillon pujols'],
  ])('folds « %s »', (name, full, core) => {
    expect(foldName(name)).toEqual({ full, core });
  });

  it('keeps a name made of silent words only', () => {
    expect(foldName('Les').core).toBe('les');
  });
});

describe('foldQuery', () => {
  it.each([
    ['St Denis', 'Saint-Denis'],
    ['ste-croix', 'Sainte-Croix'],
    ['L’Haÿ les Roses', "L'Haÿ-les-Roses"],
    ['communauté de communes rives de saône', 'CC Rives de Saône'],
    ["Communauté d'agglomération de Bastia", 'CA de Bastia'],
    ["communauté d'agglo de Bastia", 'CA de Bastia'],
    ['communauté urbaine de Dunkerque', 'CU de Dunkerque'],
  ])('reads « %s » as « %s »', (typed, name) => {
    expect(foldQuery(typed)).toEqual(foldName(name));
  });

  it.each(['ville de Lyon', 'commune de Lyon', 'métropole de Lyon', 'agglo Lyon', '  LYON… '])(
    'finds the name in « %s »',
    (typed) => {
      expect(foldQuery(typed).core).toBe('lyon');
    },
  );

  it('never throws, gives only words of letters and digits, and is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { full, core } = foldQuery(text);
        expect(full).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
        expect(core === '').toBe(full === '');
        expect(foldQuery(full).full).toBe(full);
      }),
    );
  });
});
