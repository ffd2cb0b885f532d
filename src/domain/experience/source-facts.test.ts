import { expect, it } from 'vitest';
import { isHomePage } from './source-facts.ts';

it.each([
  ['https://www.example.org', true],
  ['https://www.example.org/', true],
  ['https://www.example.org/?p=22641', false],
  ['https://www.example.org/#conference', false],
  ['https://www.example.org/conference', false],
  ['une adresse', false],
  [null, false],
])('%j is a home page: %s', (address, expected) => {
  expect(isHomePage(address)).toBe(expected);
});
