import { expect, it } from 'vitest';
import { registered } from '../../../test/fakes/territories.ts';
import { CODE_FORMS, deriveSetting, looksLikeCode, normaliseTerritoryCode } from './territory.ts';

it.each([
  ['2b124', '2B124'],
  [' 217 500 016 ', '217500016'],
  ['35238', '35238'],
])('« %s » is the code %s', (text, code) => {
  expect(normaliseTerritoryCode(text)).toBe(code);
});

it.each(['35', '2A', '2B124', '97411', '217500016'])('%s can be a code', (text) => {
  expect(looksLikeCode(text)).toBe(true);
});

it.each(['', '3', 'RENNES', '2C124', '7VALLEES', '2175000160'])('« %s » cannot be a code', (text) => {
  expect(looksLikeCode(text)).toBe(false);
});

it.each([
  ['commune', '2A004', '2C004'],
  ['epci', '200044394', '35238'],
  ['departement', '974', '100'],
  ['region', '987', '2A'],
  ['pays', null, '200044394'],
] as const)('a %s has a code like %s, not like %s', (kind, code, other) => {
  if (code !== null) expect(CODE_FORMS[kind].test(code)).toBe(true);
  expect(CODE_FORMS[kind].test(other)).toBe(false);
});

// Each bound of the bands, with the settings just below it and from it on.
it.each([
  ['commune', 'CC', 5_000, 'rural', 'mixed'],
  ['commune', 'CC', 10_000, 'mixed', 'urban'],
  ['commune', 'CA', 2_000, 'rural', 'periurban'],
  ['commune', 'CA', 10_000, 'periurban', 'urban'],
  ['commune', 'CU', 10_000, 'periurban', 'urban'],
  ['commune', 'METRO', 10_000, 'periurban', 'urban'],
  // An island without an EPCI has no town around it.
  ['commune', null, 5_000, 'rural', 'mixed'],
  ['epci', 'CC', 35_000, 'rural', 'periurban'],
  ['epci', 'CA', 100_000, 'mixed', 'urban'],
  ['departement', null, 350_000, 'rural', 'mixed'],
  ['departement', null, 1_300_000, 'mixed', null],
] as const)('a %s (%s) changes at %i inhabitants from %s to %s', (kind, epciForm, bound, below, from) => {
  const settingOf = (populationCount: number) =>
    deriveSetting(registered({ kind, epciForm, populationCount }));
  expect([settingOf(bound - 1), settingOf(bound)]).toEqual([below, from]);
});

it.each([
  ['commune', 'CC', 0, 'rural'],
  ['commune', 'CU', 0, 'periurban'],
  ['commune', 'METRO', 0, 'periurban'],
  ['epci', 'CU', 1, 'urban'],
  ['epci', 'METRO', 1, 'urban'],
  ['ept', null, 1, 'urban'],
  ['region', null, 1, 'mixed'],
  ['epci', null, 1, null],
  ['commune', 'CA', null, null],
] as const)('a %s (%s) of %s inhabitants is %s', (kind, epciForm, populationCount, setting) => {
  expect(deriveSetting(registered({ kind, epciForm, populationCount }))).toBe(setting);
});
