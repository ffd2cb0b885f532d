import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, judgedRequest } from '../test/fakes/answered.ts';
import { sampleOf } from './requests.ts';
import { compareEngines } from './results.ts';
import { measure } from './served.ts';

const ranked = judgedRequest({ id: 'ranked', grades: new Map([['a', 3]]), levers: new Set(['locaux']) });
const unanswered = judgedRequest({ id: 'unanswered', grades: new Map([['a', 1]]) });
const offTopic = judgedRequest({ id: 'off', kind: 'off-topic' });

describe('what a visitor gets', () => {
  it('is measured over the requests that an experience answers', () => {
    const measures = measure([
      answered(ranked, { experiences: ['b', 'a'], levers: ['locaux'] }),
      answered(ranked, { status: 'partial', experiences: ['b'] }),
      answered(ranked, { status: 'no_match' }),
      answered(unanswered, { experiences: ['a'] }),
    ]);
    expect(measures['ndcg@5']).toMatchObject({ count: 3 });
    expect(measures['ndcg@5']?.mean).toBeCloseTo(1 / Math.log2(3) / 3);
    expect(measures.useless).toMatchObject({ mean: 2 / 3, count: 3 });
    expect(measures.falseAbsence?.mean).toBeCloseTo(2 / 3);
    expect(measures.empty?.mean).toBeCloseTo(1 / 3);
    expect(measures.nothingClose?.mean).toBeCloseTo(2 / 3);
    expect(measures.levers?.mean).toBeCloseTo(1 / 9);
    expect(measures.usefulClose).toMatchObject({ mean: 1, count: 1 });
    expect(measures.closeUseful).toMatchObject({ mean: 1 / 4, count: 4 });
  });

  it('is told so when nothing answers', () => {
    const measures = measure([
      answered(unanswered, { experiences: ['a'] }),
      answered(unanswered, { status: 'partial', experiences: ['a'] }),
      answered(offTopic, { status: 'no_match' }),
      answered(offTopic, { status: 'broad' }),
    ]);
    expect(measures.toldAbsent).toMatchObject({ mean: 0.5, count: 2 });
    expect(measures.offTopic).toMatchObject({ mean: 0.5, count: 2 });
    expect(measures.declined).toMatchObject({ mean: 0, count: 2 });
    expect(measures['ndcg@5']).toBeUndefined();
  });

  it('covers the needs that have an experience among the first six', () => {
    const several = judgedRequest({
      needs: [
        { need: 'first', experiences: ['z', 'f'] },
        { need: 'too far down', experiences: ['g'] },
        { need: 'without experience', experiences: [] },
      ],
    });
    const { needs } = measure([answered(several, { experiences: [...'abcdefg'] }), answered(ranked)]);
    expect(needs).toMatchObject({ mean: 0.5, count: 2 });
  });

  it('stays between 0 and 1, and never worsens when the useful experience is put first', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
    fc.assert(
      fc.property(ids, (experiences) => {
        const one = measure([answered(ranked, { experiences })]);
        for (const estimate of Object.values(one)) {
          expect(estimate.low).toBeGreaterThanOrEqual(0);
          expect(estimate.high).toBeLessThanOrEqual(1);
        }
        const first = ['a', ...experiences.filter((id) => id !== 'a')];
        const better = measure([answered(ranked, { experiences: first })]);
        expect(better['ndcg@5']?.mean).toBe(1);
        expect(better.falseAbsence?.mean).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});

it('puts each engine against the served answers', () => {
  const served = [...'123456'].map(() => answered(ranked, { experiences: ['a'] }));
  const worse = { engine: 'bm25' as const, values: served.map(() => 0) };
  const [own, full, bm25] = compareEngines({ served, full: served }, [worse]);
  expect([own?.pValue, full?.pValue]).toEqual([1, 1]);
  // Six differences of the same sign: 2 chances in 64.
  expect(bm25?.pValue).toBeCloseTo(2 / 64, 2);
});

it('samples as many requests of each hand, whatever their order', () => {
  const requests = ['w1', 'w2'].flatMap((hand) =>
    Array.from({ length: 20 }, (_, id) => judgedRequest({ id: `${hand}0${id}`, hand })),
  );
  const ids = sampleOf(requests, 5).map(({ id }) => id);
  expect(ids).toHaveLength(8);
  expect(ids.filter((id) => id.startsWith('w1'))).toHaveLength(4);
  expect(sampleOf(requests.toReversed(), 5).map(({ id }) => id)).toEqual(ids);
});
