import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { answered, judgedRequest } from '../test/fakes/answered.ts';
import { findBrokenFloors } from './floors.ts';
import { measure } from './measure.ts';

const FLOORS = fileURLToPath(new URL('./floors.json', import.meta.url));

const ranked = judgedRequest({
  grades: new Map([['a', 3]]),
  levers: new Set(['l1', 'l2', 'l3']),
  needs: [{ need: 'un besoin', experiences: ['a'] }],
});
const offTopic = judgedRequest({ id: 'off', kind: 'off-topic' });
const declined = answered(offTopic, { status: 'no_match' });

it('finds nothing to say of a perfect run', async () => {
  const perfect = answered(ranked, { experiences: ['a'], levers: ['l1', 'l2', 'l3'] });
  expect(await findBrokenFloors(FLOORS, measure([perfect, declined]))).toEqual([]);
});

it('names each floor that is not reached, with both figures', async () => {
  const broken = await findBrokenFloors(
    FLOORS,
    measure([answered(ranked, { status: 'no_match' }), declined]),
  );
  expect(broken).toHaveLength(7);
  expect(broken[0]).toMatch(/^nDCG@5 : 0,000, plancher 0,\d{3}$/);
  expect(broken.at(-1)).toContain('écartées à tort : 1 (q1)');
});

it('fails a measure that nothing was measured for', async () => {
  const broken = await findBrokenFloors(FLOORS, measure([declined]));
  expect(broken.map((sentence) => sentence.split(' : ')[0])).toEqual([
    'nDCG@5',
    'rappel@10',
    'MRR',
    'précision@3 des leviers',
    'part des besoins couverts',
    'part des proches utiles',
  ]);
});

it('holds the ranking to the cross-validated figures when it is given them', async () => {
  const perfect = measure([answered(ranked, { experiences: ['a'], levers: ['l1', 'l2', 'l3'] }), declined]);
  const poor = measure([answered(ranked, { status: 'no_match' })]).experiences;
  const broken = await findBrokenFloors(FLOORS, perfect, poor);
  expect(broken.map((sentence) => sentence.split(' : ')[0])).toEqual(['nDCG@5', 'rappel@10', 'MRR']);
});
