import { expect, test } from 'vitest';
import { countNoun, formatDate } from '../../domain/french/formats.ts';
import { formatScore } from './experience.ts';

test('the plural starts at two', () => {
  expect([0, 1, 2].map((value) => countNoun(value, 'levier', 'leviers'))).toEqual([
    '0 levier',
    '1 levier',
    '2 leviers',
  ]);
});

test('a date is formatted with its own precision', () => {
  expect(formatDate('2021')).toBe('2021');
  expect(formatDate('2021-04')).toBe('avril 2021');
  expect(formatDate('2021-04-03')).toBe('3 avril 2021');
});

test('a score is given out of a hundred', () => {
  expect(formatScore(0.826)).toBe('score\u00a083/100');
});
