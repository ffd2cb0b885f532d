import { describe, expect, it } from 'vitest';
import { registered } from '../../../test/fakes/territories.ts';
import { isDomainError } from '../../domain/errors.ts';
import type { RegisteredTerritory, TerritoryKind } from '../../domain/territory/territory.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import { createFindTerritories, createGetTerritory } from '../browse/territories.ts';
import { resolveTerritory } from './asked-ids.ts';

const seineSaintDenis = { code: '93', name: 'Seine-Saint-Denis' };
const paca = { code: '93', name: "Provence-Alpes-Côte d'Azur" };
const department = registered({
  ...seineSaintDenis,
  kind: 'departement',
  department: seineSaintDenis,
  setting: 'mixed',
});
const region = registered({ ...paca, kind: 'region', region: paca, setting: 'mixed' });
const commune = registered({
  code: '93066',
  siren: '219300662',
  name: 'Saint-Denis',
  populationCount: 900,
  epciForm: null,
  setting: 'rural',
  department: seineSaintDenis,
});

const ept = registered({ code: '200057867', siren: '200057867', kind: 'ept', name: 'Plaine Commune' });

const byCode: Readonly<Record<string, readonly RegisteredTerritory[]>> = {
  '93': [department, region],
  '93066': [commune],
  '219300662': [commune],
  '93059': [commune],
  '200057867': [ept],
  '200 057 867': [ept],
};
const gazetteer: Gazetteer = {
  findByCode: (code) => byCode[code] ?? [],
  search: (query, limit) =>
    query === 'rien'
      ? []
      : [{ territory: commune, matchedAlias: 'Pierrefitte-sur-Seine', matchedAs: 'part' as const }].slice(
          0,
          limit,
        ),
  findNearest: (text, limit) => (text === '---' ? [] : [commune, department, region].slice(0, limit)),
};

const factsOf = () => [];

function failure(code: string, kind?: TerritoryKind): unknown {
  try {
    return resolveTerritory(gazetteer, code, kind);
  } catch (error) {
    return error;
  }
}

describe('resolveTerritory', () => {
  it('finds the territory with the code', () => {
    expect(resolveTerritory(gazetteer, '93066')).toBe(commune);
  });

  it('distinguishes a département from a région by the kind', () => {
    expect(resolveTerritory(gazetteer, '93', 'departement')).toBe(department);
    expect(resolveTerritory(gazetteer, '93', 'region')).toBe(region);
  });

  it('accepts a code given with a neighbouring kind', () => {
    expect(resolveTerritory(gazetteer, '200057867', 'epci')).toBe(ept);
    expect(resolveTerritory(gazetteer, '200 057 867', 'epci')).toBe(ept);
    expect(failure('200057867', 'commune')).toMatchObject({ code: 'territory-unknown' });
  });

  it('takes the région that replaced the département of its code', () => {
    const both = (['departement', 'region'] as const).map((kind) => registered({ kind, code: '988' }));
    expect(resolveTerritory({ ...gazetteer, findByCode: () => both }, '988')).toBe(both[1]);
  });

  it('asks for the kind when two territories share the code', () => {
    const error = failure('93');
    if (!isDomainError(error, 'territory-ambiguous')) throw error;
    expect(error.details.candidates.map(({ kind }) => kind)).toEqual(['departement', 'region']);
    expect(error.message).toContain('Seine-Saint-Denis (département, 93)');
    expect(error.message).toContain('« departement » ou « region »');
  });

  it('suggests the most similar territories for an unknown code', () => {
    const error = failure('93067');
    if (!isDomainError(error, 'territory-unknown')) throw error;
    expect(error.details.nearest[0]).toEqual({
      code: '93066',
      kind: 'commune',
      name: 'Saint-Denis',
      departmentName: 'Seine-Saint-Denis',
    });
    expect(error.details.nearest).toHaveLength(3);
    expect(error.message).toContain('« 93067 »');
    expect(error.message).toContain('Saint-Denis (commune, Seine-Saint-Denis, 93066)');
  });

  it('suggests first the territories with the code and another kind', () => {
    const error = failure('93', 'commune');
    if (!isDomainError(error, 'territory-unknown')) throw error;
    expect(error.details.nearest.map(({ kind }) => kind)).toEqual(['departement', 'region', 'commune']);
    expect(error.message).toContain('de type commune');
  });

  it('quotes only the beginning of an overlong code, without control characters', () => {
    const error = failure(`\0\ud800${'x'.repeat(2_000)}`);
    if (!isDomainError(error, 'territory-unknown')) throw error;
    expect(error.message.length).toBeLessThan(600);
    expect(error.message).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });

  it('suggests nothing when nothing is similar', () => {
    const error = failure('---');
    if (!isDomainError(error, 'territory-unknown')) throw error;
    expect(error.details.nearest).toEqual([]);
    expect(error.message).not.toContain('plus proches');
  });
});

describe('getTerritory', () => {
  const getTerritory = createGetTerritory({ gazetteer, factsOf });

  it('gives the territory and its facts', () => {
    expect(getTerritory('93066')).toEqual({
      territory: commune,
      facts: [],
      matchedAlias: null,
      matchedAs: null,
    });
    expect(getTerritory('219300662').matchedAlias).toBeNull();
  });

  it('returns the former code that led to the commune', () => {
    expect(getTerritory('93059')).toMatchObject({ matchedAlias: '93059', matchedAs: 'former-code' });
  });

  it('throws the errors of the resolution', () => {
    expect(() => getTerritory('93')).toThrow(expect.objectContaining({ code: 'territory-ambiguous' }));
    expect(getTerritory('93', 'region').territory.setting).toBe('mixed');
  });
});

describe('findTerritories', () => {
  const findTerritories = createFindTerritories({ gazetteer, factsOf });

  it('gives the results of the register', () => {
    expect(findTerritories('pierrefitte', 5).territories).toEqual([
      {
        territory: commune,
        facts: [],
        matchedAlias: 'Pierrefitte-sur-Seine',
        matchedAs: 'part',
      },
    ]);
  });

  it('is empty when nothing is found', () => {
    expect(findTerritories('rien', 5)).toEqual({ territories: [], named: 0 });
  });
});
