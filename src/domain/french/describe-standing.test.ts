import { describe, expect, it } from 'vitest';
import { registered } from '../../../test/fakes/territories.ts';
import type { Compared } from '../territory/standing.ts';
import { describeDifferences, describeFact, describeStanding } from './describe-standing.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const LANGRES: Compared = {
  territory: registered({ code: '52269', name: 'Langres', populationCount: 7_421 }),
  seat: 'arrondissement',
  communes: { count: 54, smallCount: 50, rank: 1, share: 0.37 },
  facts: new Map([['Petites villes de demain', 'oui']]),
};

const differences = (other: Compared) => describeDifferences(LANGRES, other).map(({ text }) => plain(text));

describe('a standing in words', () => {
  it('says each feature of a commune', () => {
    expect(describeStanding(LANGRES).map(({ text }) => plain(text))).toEqual([
      '7 421 habitants',
      '1re commune de son intercommunalité par la population',
      '37 % des habitants de son intercommunalité',
      '54 communes dans son intercommunalité',
      '50 communes de moins de 1 000 habitants (93 %)',
      'sous-préfecture',
      'Petites villes de demain : oui',
    ]);
  });

  it('says each difference, and what is the same', () => {
    const other: Compared = {
      ...LANGRES,
      territory: { ...LANGRES.territory, name: 'Ailleurs', populationCount: 1 },
      seat: 'none',
      communes: { count: 54, smallCount: 1, rank: 2, share: 0.001 },
      facts: new Map(),
    };
    expect(differences(other)).toEqual([
      '1 habitant, contre 7 421 ici',
      '2e commune de son intercommunalité par la population, contre 1re ici',
      'moins de 1 % des habitants de son intercommunalité, contre 37 % ici',
      '54 communes dans son intercommunalité, comme ici',
      '1 commune de moins de 1 000 habitants (2 %), contre 50 (93 %) ici',
      'ni préfecture ni sous-préfecture, contre sous-préfecture ici',
      'Petites villes de demain : non renseigné, contre oui ici',
    ]);
    expect(describeDifferences(LANGRES, LANGRES).every(({ isSame }) => isSame)).toBe(true);
  });

  it('says what only one of the two has', () => {
    const island = { ...LANGRES, communes: null };
    const told = (asked: Compared, other: Compared) =>
      describeDifferences(asked, other).map(({ code, text }) => [code, plain(text)]);
    const codes = ['population', 'seat', 'fact:Petites villes de demain', 'communes'];
    expect(told(LANGRES, island).map(([code]) => code)).toEqual(codes);
    expect(told(LANGRES, island)[3]?.[1]).toBe('sans intercommunalité, contrairement à ici');
    expect(told(island, LANGRES)[3]?.[1]).toBe('dans une intercommunalité, contrairement à ici');
  });

  it('gives the source and the year of a fact', () => {
    const fact = { key: 'FRR', value: 'oui', source: 'Observatoire des territoires', year: 2025 };
    expect(describeFact(fact)).toBe('FRR : oui (Observatoire des territoires, 2025)');
  });
});
