import { describe, expect, it } from 'vitest';
import { addTallies, compareSets, EMPTY_TALLY, f1, precision, recall } from './tally.ts';

describe('compareSets', () => {
  const tally = compareSets(
    ['locaux', 'foncier'],
    ['locaux', 'formation', 'subvention'],
    ['formation'],
    'Ici',
  );

  it('tells what is right, missed and wrong, and forgives what is tolerated', () => {
    expect(tally).toEqual({
      right: ['Ici : locaux'],
      missed: ['Ici : foncier'],
      wrong: ['Ici : subvention'],
    });
    expect([precision(tally), recall(tally), f1(tally)]).toEqual([0.5, 0.5, 0.5]);
  });

  it('adds up', () => {
    const twice = addTallies(tally, { ...EMPTY_TALLY, wrong: ['là : formation'] });
    expect(precision(twice)).toBeCloseTo(1 / 3);
    expect(recall(twice)).toBe(0.5);
  });
});

it('says nothing wrong when nothing is found, and misses nothing when nothing is expected', () => {
  expect([precision(EMPTY_TALLY), recall(EMPTY_TALLY)]).toEqual([1, 1]);
  expect(f1(compareSets(['a'], [], [], ''))).toBe(0);
});
