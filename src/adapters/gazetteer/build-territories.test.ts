import { beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredTerritory } from '../../domain/territory/territory.ts';
import { buildTerritories } from './build-territories.ts';
import { readOfficialRecords } from './official-records.ts';

let territories: RegisteredTerritory[];

beforeAll(async () => {
  territories = buildTerritories(await readOfficialRecords());
});

function find(kind: RegisteredTerritory['kind'], code: string): RegisteredTerritory | undefined {
  return territories.find((territory) => territory.kind === kind && territory.code === code);
}

describe('the 2026 register', () => {
  it.each([
    ['commune', 34_969],
    ['epci', 1_255],
    ['ept', 11],
    ['departement', 110],
    ['region', 26],
  ])('has every %s: %i', (kind, count) => {
    expect(territories.filter((territory) => territory.kind === kind)).toHaveLength(count);
  });

  it('gives each a département or a région that exists, and communes both', () => {
    const unplaced = territories.filter(
      ({ kind, department, region }) => region === null || (kind !== 'region' && department === null),
    );
    expect(unplaced).toEqual([]);
  });

  it('describes a commune by its EPCI, its postal codes and its SIREN', () => {
    expect(find('commune', '35238')).toEqual({
      code: '35238',
      siren: '213502388',
      kind: 'commune',
      name: 'Rennes',
      populationCount: 230_890,
      department: { code: '35', name: 'Ille-et-Vilaine' },
      region: { code: '53', name: 'Bretagne' },
      postalCodes: ['35000', '35200', '35700'],
      epciForm: 'METRO',
      epci: { code: '243500139', name: 'Rennes Métropole' },
      setting: 'urban',
    });
  });

  it.each([
    ['departement', '75', 'urban'],
    ['departement', '93', 'urban'],
    ['departement', '13', 'urban'],
    ['departement', '59', 'mixed'],
    ['departement', '69', 'mixed'],
    ['departement', '62', 'mixed'],
    ['departement', '974', 'mixed'],
    ['departement', '23', 'rural'],
    ['region', '11', 'urban'],
    ['region', '53', 'mixed'],
    ['epci', '243500139', 'mixed'],
    ['ept', '200057867', 'urban'],
  ] as const)(
    'says that the %s %s is %s, by the communes where its inhabitants live',
    (kind, code, setting) => {
      expect(find(kind, code)?.setting).toBe(setting);
    },
  );

  it('leaves no inhabited département without setting', () => {
    const unknown = territories.filter(
      ({ kind, setting, populationCount }) => kind === 'departement' && populationCount && setting === null,
    );
    expect(unknown).toEqual([]);
  });

  it('places an EPCI where most of its inhabitants live', () => {
    // Its communes lie in Orne and Sarthe, hence in two régions.
    expect(find('epci', '246100663')).toMatchObject({
      name: "CU d'Alençon",
      department: { code: '61', name: 'Orne' },
      region: { code: '28', name: 'Normandie' },
    });
  });

  it('counts the métropole de Lyon as a métropole, for itself and for its communes', () => {
    expect(find('epci', '200046977')).toMatchObject({ name: 'Métropole de Lyon', epciForm: 'METRO' });
    expect(find('commune', '69123')).toMatchObject({ epciForm: 'METRO', epci: { code: '200046977' } });
  });

  it('sums communes into départements and régions, overseas too', () => {
    expect(find('departement', '974')?.populationCount).toBe(find('region', '04')?.populationCount);
    expect(find('departement', '2A')?.region).toEqual({ code: '94', name: 'Corse' });
    const corsica =
      (find('departement', '2A')?.populationCount ?? 0) + (find('departement', '2B')?.populationCount ?? 0);
    expect(find('region', '94')?.populationCount).toBe(corsica);
    expect(find('departement', '6AE')).toMatchObject({ region: { name: 'Grand Est' }, setting: 'mixed' });
  });

  it('leaves a fact null when the register does not give it', () => {
    expect(find('departement', '984')).toMatchObject({ populationCount: null, siren: null });
    // An island that belongs to no EPCI.
    expect(find('commune', '29155')).toMatchObject({ name: 'Ouessant', epci: null, epciForm: null });
  });
});
