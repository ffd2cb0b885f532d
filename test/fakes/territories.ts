import type { RegisteredTerritory } from '../../src/domain/territory/territory.ts';

/** Makes a registered commune of 1,000 inhabitants, changed by `facts`. */
export function registered(facts: Partial<RegisteredTerritory> = {}): RegisteredTerritory {
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
    setting: 'rural',
    ...facts,
  };
}
