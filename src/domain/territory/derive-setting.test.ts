import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveSetting } from './derive-setting.ts';
import type { RegisteredTerritory } from './territory.ts';

function territory(facts: Partial<RegisteredTerritory>): RegisteredTerritory {
  return {
    code: '35000',
    siren: null,
    kind: 'commune',
    name: 'Quelque part',
    populationCount: 1_000,
    department: null,
    region: null,
    postalCodes: [],
    epciForm: 'CC',
    epci: null,
    ...facts,
  };
}

const FORMS = ['CC', 'CA', 'CU', 'METRO', null] as const;

describe('a commune', () => {
  it.each([
    ['Ghisoni', 182, 'CC', 'rural'],
    ['Tonnerre', 4_261, 'CC', 'rural'],
    ['Embrun', 6_412, 'CC', 'mixed'],
    ['Douarnenez', 14_068, 'CC', 'urban'],
    ['Lavans-lès-Dole', 323, 'CA', 'rural'],
    ['Caumont-sur-Durance', 5_667, 'CA', 'periurban'],
    ['Sarreguemines', 20_143, 'CA', 'urban'],
    ['Le Mans', 146_249, 'CU', 'urban'],
    ['a village of a métropole', 800, 'METRO', 'periurban'],
    ['Haubourdin', 15_074, 'METRO', 'urban'],
    ['Ouessant', 830, null, 'rural'],
  ] as const)(
    'such as %s (%i inhabitants, %s) is judged by its size and its EPCI',
    (_, populationCount, epciForm, setting) => {
      expect(deriveSetting(territory({ populationCount, epciForm }))).toBe(setting);
    },
  );

  it('never becomes less urban with more inhabitants', () => {
    const order = ['rural', 'periurban', 'mixed', 'urban'];
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), fc.constantFrom(...FORMS), (a, b, epciForm) => {
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)].map((populationCount) =>
          order.indexOf(deriveSetting(territory({ populationCount, epciForm })) ?? ''),
        );
        expect(fewer).toBeGreaterThanOrEqual(0);
        expect(more).toBeGreaterThanOrEqual(fewer ?? 0);
      }),
    );
  });
});

describe('the other kinds', () => {
  it.each([
    ['epci', 'CC du Réolais en Sud Gironde', 24_011, 'CC', 'rural'],
    ['epci', 'CC du Val d’Ille-Aubigné', 38_971, 'CC', 'periurban'],
    ['epci', 'CA du Grand Cahors', 42_094, 'CA', 'mixed'],
    ['epci', 'CA de Béthune-Bruay', 275_736, 'CA', 'urban'],
    ['epci', 'CU d’Alençon', 55_405, 'CU', 'urban'],
    ['epci', 'Rennes Métropole', 473_973, 'METRO', 'urban'],
    ['ept', 'Plaine Commune', 453_671, null, 'urban'],
    ['departement', 'Meuse', 180_000, null, 'rural'],
    ['departement', 'Meurthe-et-Moselle', 730_000, null, 'mixed'],
    ['region', 'Bretagne', 3_449_370, null, 'mixed'],
  ] as const)('%s: %s', (kind, _, populationCount, epciForm, setting) => {
    expect(deriveSetting(territory({ kind, populationCount, epciForm }))).toBe(setting);
  });
});

it('is null when the facts are not conclusive', () => {
  expect(deriveSetting(territory({ populationCount: null }))).toBeNull();
  expect(deriveSetting(territory({ kind: 'departement', populationCount: 1_654_712 }))).toBeNull();
});
