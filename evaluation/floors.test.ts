import { expect, it } from 'vitest';
import { answered, judgedRequest } from '../test/fakes/answered.ts';
import { CASES, nameOf } from './cases.ts';
import { findBrokenFloors, readFloors } from './floors.ts';
import { measure } from './served.ts';

const bounds = (await readFloors())['development whole'] ?? {};

const ranked = judgedRequest({
  grades: new Map([['a', 3]]),
  levers: new Set(['l1', 'l2', 'l3']),
  needs: [{ need: 'un besoin', experiences: ['a'] }],
});
const declined = answered(judgedRequest({ id: 'off', kind: 'off-topic' }), { status: 'no_match' });

it('finds nothing to say of a perfect run', () => {
  const perfect = answered(ranked, { experiences: ['a'], levers: ['l1', 'l2', 'l3'] });
  expect(findBrokenFloors(bounds, measure([perfect, declined]))).toEqual([]);
});

it('names each bound that is not held, with both figures', () => {
  const broken = findBrokenFloors(bounds, measure([answered(ranked, { status: 'no_match' }), declined]));
  expect(broken[0]).toMatch(/^nDCG@5 : 0,000, plancher 0,\d{3}$/);
  expect(broken.at(-1)).toMatch(/^dans le sujet, écartées : 1,000, plafond 0,\d{3}$/);
});

it('fails a measure that nothing was measured for', () => {
  expect(findBrokenFloors(bounds, measure([declined]))[0]).toMatch(/^nDCG@5 : —/);
});

it('bounds cases that a command measures', async () => {
  expect(CASES.map(nameOf)).toEqual(expect.arrayContaining(Object.keys(await readFloors())));
});
