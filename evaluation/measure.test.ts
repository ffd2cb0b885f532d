import { describe, expect, it } from 'vitest';
import { answered, judgedRequest } from '../test/fakes/answered.ts';
import { measure } from './measure.ts';

const ranked = judgedRequest({ id: 'ranked', grades: new Map([['a', 3]]), levers: new Set(['locaux']) });
const offTopic = judgedRequest({ id: 'off', kind: 'off-topic' });

describe('measure', () => {
  it('ranks over the requests that have a relevant experience, and no other', () => {
    const loose = judgedRequest({ id: 'loose', grades: new Map([['a', 1]]) });
    const { experiences } = measure([
      answered(ranked, { experiences: ['b', 'a'] }),
      answered(loose, { experiences: ['a'] }),
    ]);
    expect(experiences.mrr).toMatchObject({ mean: 0.5, count: 1 });
    expect(experiences['p@1'].mean).toBe(0);
    expect(experiences['recall@10'].mean).toBe(1);
  });

  it('counts a place without lever as wrong, and a request that was declined as worth nothing', () => {
    const { levers, experiences } = measure([
      answered(ranked, { experiences: ['a'], levers: ['locaux'] }),
      answered(ranked, { status: 'no_match' }),
    ]);
    expect(levers['precision@3'].mean).toBeCloseTo((1 / 3 + 0) / 2);
    expect(levers['r-precision'].mean).toBe(0.5);
    expect(levers['ndcg@5'].mean).toBe(0.5);
    expect(experiences['ndcg@5'].mean).toBe(0.5);
  });

  it('counts the needs that have an experience among the first six, and none that nothing answers', () => {
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

  it('tells off-topic requests that were caught from others that were declined', () => {
    const { abstention } = measure([
      answered(offTopic, { status: 'no_match' }),
      answered(offTopic, { status: 'broad' }),
      answered(ranked, { status: 'no_match' }),
      answered(ranked),
      answered(judgedRequest({ id: 'vague', kind: 'vague' }), { status: 'no_match' }),
    ]);
    expect(abstention).toMatchObject({
      offTopicCount: 2,
      offTopicCaught: 1,
      falseAbstentions: ['ranked', 'vague'],
    });
    expect(abstention.offTopicCaughtRate).toMatchObject({ mean: 0.5, count: 2 });
    expect(abstention.falseAbstentionRate.mean).toBeCloseTo(2 / 3);
  });
});
