import { describe, expect, it } from 'vitest';
import { candidate, profile, question } from '../../../test/fakes/experiences.ts';
import { decideStatus, subjectFeatures } from './decide-status.ts';
import { buildLexicalQuery } from './lexical-query.ts';
import { computeTermStatistics } from './lexical-vector.ts';
import type { Leanings } from './question-leanings.ts';

const words = (summary: readonly string[]) => ({ title: [], labels: [], summary, uses: [], context: [] });
const statistics = computeTermStatistics(
  Array.from({ length: 20 }, (_, index) => words(index === 0 ? ['territoir', 'epicer'] : ['territoir'])),
);

/** Round figures; `npm run evaluate` measures the fitted ones. */
const weights = {
  vagueness: { bias: 0, leaning: 20, information: -0.1, cues: -1, threshold: 0.5, discount: 0.8 },
  abstention: { bias: -4, best: 5, meanOfFive: 5, coverage: 1, cues: 1, leaning: -20, threshold: 0.5 },
};

interface Asked {
  readonly themes?: readonly string[];
  readonly cues?: number;
  readonly leanings?: Partial<Leanings>;
}

function decide(stems: readonly string[], cosine: number, { themes = [], cues = 0, leanings }: Asked = {}) {
  const asked = question({
    lexical: buildLexicalQuery(stems, statistics),
    profile: profile({ themes }),
    leanings: { vague: 0, offTopic: 0, ...leanings },
    cueCount: cues,
  });
  const candidates = ['a', 'b', 'c', 'd', 'e'].map((id) => candidate({ id }, { cosine: cosine }));
  return decideStatus(candidates, asked, weights);
}

describe('decideStatus', () => {
  it('answers a precise request with close experiences', () => {
    expect(decide(['epicer'], 0.6)).toBe('ok');
  });

  it('refuses a request without close experience', () => {
    expect(decide(['lampadair', 'panne'], 0.3)).toBe('no_match');
  });

  it('answers a half-close request that has words of the field', () => {
    expect(decide(['lampadair', 'panne'], 0.42)).toBe('no_match');
    expect(decide(['lampadair', 'panne'], 0.42, { cues: 2 })).toBe('ok');
  });

  it('refuses a request that resembles other work of a collectivité, even with a close experience', () => {
    expect(decide(['epicer'], 0.6, { leanings: { offTopic: 0.3 } })).toBe('no_match');
  });

  it('calls broad a request that resembles vague ones, unless it has words of the field', () => {
    expect(decide(['territoir'], 0.6, { leanings: { vague: 0.1 } })).toBe('broad');
    expect(decide(['territoir'], 0.6, { leanings: { vague: 0.08 }, cues: 2 })).toBe('ok');
  });

  it('always answers a request that chose a theme', () => {
    expect(decide(['territoir'], 0.1, { themes: ['energie'] })).toBe('ok');
  });

  it('refuses without candidate', () => {
    expect(decideStatus([], question(), weights)).toBe('no_match');
  });
});

describe('subjectFeatures', () => {
  it('count the cues up to two, and look at the five nearest', () => {
    const nearest = candidate({}, { cosine: 0.8 });
    const features = subjectFeatures([nearest], question({ cueCount: 3 }));
    expect(features).toMatchObject({ best: 1, meanOfFive: 0.2, cues: 2 });
  });

  it('do not depend on the order of the experiences', () => {
    const candidates = [0.3, 0.7, 0.5].map((cosine, index) =>
      candidate({ id: `${index}` }, { cosine: cosine }),
    );
    expect(subjectFeatures([...candidates].reverse(), question())).toEqual(
      subjectFeatures(candidates, question()),
    );
  });
});
