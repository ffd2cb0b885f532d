import { describe, expect, it } from 'vitest';
import { candidate, profile, question } from '../../../test/fakes/experiences.ts';
import { decideStatus, subjectProbability } from './decide-status.ts';
import { buildLexicalQuery } from './lexical-query.ts';
import { computeTermStatistics } from './lexical-vector.ts';
import { DEFAULT_WEIGHTS } from './weights.ts';

const words = (summary: readonly string[]) => ({ title: [], labels: [], summary, uses: [], context: [] });
const statistics = computeTermStatistics(
  Array.from({ length: 20 }, (_, index) => words(index === 0 ? ['territoir', 'epicer'] : ['territoir'])),
);

function decide(
  stems: readonly string[],
  cosine: number,
  chosen: { themes?: readonly string[]; cues?: number } = {},
) {
  const { cues = 0, themes = [] } = chosen;
  const asked = question({ lexical: buildLexicalQuery(stems, statistics), profile: profile({ themes }) });
  const candidates = ['a', 'b', 'c', 'd', 'e'].map((id) => candidate({ id }, { cosines: [cosine] }));
  return decideStatus(candidates, asked, cues, DEFAULT_WEIGHTS.abstention);
}

describe('decideStatus', () => {
  it('answers a precise request that experiences are close to', () => {
    expect(decide(['epicer'], 0.6)).toBe('ok');
  });

  it('refuses a request that no experience is close to', () => {
    expect(decide(['lampadair', 'panne'], 0.3)).toBe('no_match');
  });

  it('lets the words of the field plead for a request that is only half close', () => {
    expect(decide(['lampadair', 'panne'], 0.42)).toBe('no_match');
    expect(decide(['lampadair', 'panne'], 0.42, { cues: 2 })).toBe('ok');
  });

  it('calls broad a request whose words single nothing out', () => {
    expect(decide(['territoir'], 0.6)).toBe('broad');
  });

  it('always answers a request that chose a theme', () => {
    expect(decide(['territoir'], 0.1, { themes: ['energie'] })).toBe('ok');
  });

  it('refuses when there is nothing to compare with', () => {
    expect(decideStatus([], question(), 0, DEFAULT_WEIGHTS.abstention)).toBe('no_match');
  });
});

describe('subjectProbability', () => {
  it('grows with each sign that the request is on the subject', () => {
    const at = (cosine: number, cues: number) =>
      subjectProbability(
        [candidate({}, { cosines: [cosine] })],
        question(),
        cues,
        DEFAULT_WEIGHTS.abstention,
      );
    expect(at(0.5, 0)).toBeGreaterThan(at(0.4, 0));
    expect(at(0.4, 1)).toBeGreaterThan(at(0.4, 0));
    expect(at(0.4, 3)).toBe(at(0.4, 2));
  });
});
