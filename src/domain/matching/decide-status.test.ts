import { describe, expect, it } from 'vitest';
import { candidate, profile, question } from '../../../test/fakes/experiences.ts';
import { countTerms } from '../../../test/fakes/term-statistics.ts';
import { ROUND_WEIGHTS } from '../../../test/fakes/weights.ts';
import { decideStatus, type NeedCandidates, subjectFeatures } from './decide-status.ts';
import { buildLexicalQuery } from './lexical.ts';
import type { Leanings } from './linear-head.ts';
import type { Question } from './question.ts';
import { rankForNeeds } from './rank-needs.ts';
import { scoreExperiences } from './score-experiences.ts';

const words = (summary: readonly string[]) => ({
  title: [],
  labels: [],
  summary,
  uses: [],
  needs: [],
  context: [],
});
const statistics = countTerms(
  Array.from({ length: 20 }, (_, index) => words(index === 0 ? ['territoir', 'epicer'] : ['territoir'])),
);

interface Asked extends Partial<Omit<Question, 'leanings'>> {
  readonly themes?: readonly string[];
  readonly leanings?: Partial<Leanings>;
}

/** Makes a need whose five experiences, those of no other need, all have the same cosine. */
function need(
  stems: readonly string[],
  cosine: number,
  { themes = [], leanings, ...rest }: Asked = {},
): NeedCandidates {
  const asked = question({
    lexical: buildLexicalQuery(stems, statistics),
    profile: profile({ themes }),
    leanings: { vague: 0, subject: 0, wording: 0, ...leanings },
    ...rest,
  });
  const candidates = ['a', 'b', 'c', 'd', 'e'].map((id) =>
    candidate({ id: `${stems.join('-')}-${id}` }, { cosine }),
  );
  return { question: asked, scored: scoreExperiences(candidates, asked, ROUND_WEIGHTS) };
}

function decide(...needs: readonly NeedCandidates[]) {
  const lists = needs.map(({ scored }) => scored);
  const ranked = rankForNeeds({ whole: lists[0] ?? [], needs: lists }, ROUND_WEIGHTS);
  return decideStatus(needs, ranked, ROUND_WEIGHTS);
}

describe('decideStatus', () => {
  it('answers a precise request with close experiences', () => {
    expect(decide(need(['epicer'], 0.6))).toBe('ok');
  });

  it('refuses a request without any near experience', () => {
    expect(decide(need(['lampadair', 'panne'], 0.3))).toBe('no_match');
  });

  it('answers in part a half-close request that has words of the field', () => {
    const asked = (rest: Asked) => decide(need(['lampadair', 'panne'], 0.42, rest));
    expect(asked({})).toBe('no_match');
    expect(asked({ leanings: { wording: 2 } })).toBe('partial');
    expect(asked({ familiarity: 1 })).toBe('partial');
  });

  it('refuses a request that the model sees off the subject, even with a close experience', () => {
    expect(decide(need(['epicer'], 0.6, { leanings: { subject: -5 } }))).toBe('no_match');
  });

  it('refuses a request whose words are off the subject, even with a close experience', () => {
    expect(decide(need(['epicer'], 0.6, { leanings: { wording: -5 } }))).toBe('no_match');
  });

  it('calls broad a request that the model sees vague, unless it has words of the field', () => {
    expect(decide(need(['territoir'], 0.6, { leanings: { vague: 1 } }))).toBe('broad');
    expect(decide(need(['territoir'], 0.6, { leanings: { vague: 1 }, cueCount: 2 }))).toBe('ok');
  });

  it('never refuses a request that chose a theme, but says that nothing is close', () => {
    expect(decide(need(['territoir'], 0.1, { themes: ['energie'] }))).toBe('partial');
  });

  it('answers in part when one of the needs has nothing near', () => {
    expect(decide(need(['epicer'], 0.6), need(['cinema'], 0.6))).toBe('ok');
    expect(decide(need(['epicer'], 0.6), need(['cinema'], 0.2))).toBe('partial');
  });

  it('refuses several needs only when each one is off the subject', () => {
    const off = need(['lampadair'], 0.3);
    expect(decide(off, need(['epicer'], 0.6))).toBe('partial');
    expect(decide(off, need(['panne'], 0.3))).toBe('no_match');
  });

  it('does not call broad a request that tells several needs', () => {
    expect(decide(need(['territoir'], 0.6, { leanings: { vague: 1 } }), need(['epicer'], 0.6))).toBe('ok');
  });

  it('refuses without candidate', () => {
    expect(decide({ question: question(), scored: [] })).toBe('no_match');
  });
});

describe('subjectFeatures', () => {
  it('look at the nearest experience', () => {
    const nearest = candidate({}, { cosine: 0.8 });
    const asked = question({ familiarity: 0.4, leanings: { vague: 0, subject: 2, wording: -1 } });
    expect(subjectFeatures([nearest], asked)).toEqual({
      best: 1,
      leaning: 2,
      wording: -1,
      familiarity: 0.4,
    });
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
