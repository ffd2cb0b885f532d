import { expect, it } from 'vitest';
import { registered } from '../../../test/fakes/territories.ts';
import {
  CODE_FORMS,
  communeSetting,
  looksLikeCode,
  normaliseTerritoryCode,
  settingOfCommunes,
} from './territory.ts';

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
  ['35001', 'CC', 5_000, 'rural', 'mixed'],
  ['35001', 'CC', 10_000, 'mixed', 'urban'],
  ['35001', 'CA', 2_000, 'rural', 'periurban'],
  ['35001', 'CA', 10_000, 'periurban', 'urban'],
  ['35001', 'CU', 10_000, 'periurban', 'urban'],
  ['35001', 'METRO', 10_000, 'periurban', 'urban'],
  // An island without an EPCI has no town around it.
  ['29155', null, 5_000, 'rural', 'mixed'],
  ['97411', 'CA', 10_000, 'rural', 'mixed'],
  ['97411', 'CA', 60_000, 'mixed', 'urban'],
] as const)(
  'the commune %s (%s) changes at %i inhabitants from %s to %s',
  (code, epciForm, bound, below, from) => {
    const settingOf = (populationCount: number) => communeSetting({ code, epciForm, populationCount });
    expect([settingOf(bound - 1), settingOf(bound)]).toEqual([below, from]);
  },
);

it('a commune without population has no setting', () => {
  expect(communeSetting({ code: '35001', epciForm: 'CA', populationCount: null })).toBeNull();
});

const town = registered({ populationCount: 75_000, setting: 'urban' });
const village = registered({ populationCount: 25_000, setting: 'rural' });
const suburb = registered({ populationCount: 25_000, setting: 'periurban' });

it.each([
  ['urban from three inhabitants in four', [town, village], 'urban'],
  ['mixed below', [town, village, suburb], 'mixed'],
  ['rural from one in two', [village, suburb], 'rural'],
  ['unknown without population', [registered({ populationCount: null, setting: null })], null],
  ['unknown without communes', [], null],
])('a territory is %s', (_, communes, setting) => {
  expect(settingOfCommunes(communes)).toBe(setting);
});
