import { expect, it } from 'vitest';
import { CODE_FORMS, looksLikeCode, normaliseTerritoryCode } from './territory.ts';

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
