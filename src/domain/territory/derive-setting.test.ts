import { expect, it } from 'vitest';
import { registered } from '../../../test/fakes/territories.ts';
import { deriveSetting } from './derive-setting.ts';

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
