import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answered, judgedRequest } from '../test/fakes/answered.ts';
import { compareWithReference, makeReference, readReference, writeReference } from './reference.ts';

const folder = await mkdtemp(join(tmpdir(), 'essaimage-reference-'));
afterAll(() => rm(folder, { recursive: true }));

const requests = [
  judgedRequest({ id: 'q1', grades: new Map([['a', 3]]), levers: new Set(['locaux']) }),
  judgedRequest({
    id: 'q2',
    grades: new Map([['b', 2]]),
    needs: [
      { need: 'covered', experiences: ['b'] },
      { need: 'missed', experiences: ['z'] },
      { need: 'without experience', experiences: [] },
    ],
  }),
  judgedRequest({ id: 'q3', kind: 'off-topic' }),
];
const run = (experiences: readonly string[]) =>
  requests.map((judged) => answered(judged, { experiences, levers: ['locaux'] }));

describe('the reference run', () => {
  it('is the same as itself once written and read', async () => {
    const file = join(folder, 'reference.json');
    const reference = makeReference(run(['c', 'a', 'b']));
    await writeReference(file, reference);
    const read = await readReference(file);
    expect(read).toEqual(reference);
    const comparison = compareWithReference(reference, read);
    expect(comparison?.experiences['ndcg@5']).toEqual({ difference: 0, pValue: 1, count: 2 });
    expect(comparison?.levers['precision@3']).toEqual({ difference: 0, pValue: 1, count: 1 });
    expect(comparison?.needs).toEqual({ difference: 0, pValue: 1, count: 2 });
  });

  it('tells by how much a later run is better', () => {
    const comparison = compareWithReference(
      makeReference(run(['a', 'b'])),
      makeReference(run(['c', 'a', 'b'])),
    );
    // Reciprocal ranks go from 1/2 and 1/3 to 1 and 1/2.
    expect(comparison?.experiences.mrr.difference).toBeCloseTo((1 / 2 + 1 / 6) / 2, 5);
    expect(comparison?.experiences['recall@10'].difference).toBe(0);
    expect(compareWithReference(makeReference(run(['b'])), makeReference(run(['c'])))?.needs.difference).toBe(
      1 / 2,
    );
  });

  it('is not compared with other requests nor other judgments', () => {
    const rejudged = [
      answered(judgedRequest({ id: 'q1', grades: new Map([['a', 2]]) }), { experiences: ['a'] }),
    ];
    expect(compareWithReference(makeReference(rejudged), makeReference(run(['a'])))).toBeNull();
  });
});
