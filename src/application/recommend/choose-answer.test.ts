import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidate,
  experience,
  experienceTerritory,
  profile,
  question,
} from '../../../test/fakes/experiences.ts';
import { ROUND_WEIGHTS } from '../../../test/fakes/weights.ts';
import type { ScoredExperience } from '../../domain/matching/score-experiences.ts';
import { chooseAnswer, MIN_LEVELS, type ShownRange } from './choose-answer.ts';
import type { MatchedNeed } from './match-question.ts';

const HOME = '23001';
const ASKER = profile({
  territory: { code: HOME, name: 'Ici' },
  kind: { origin: 'given', value: 'commune' },
});
const LINE = ROUND_WEIGHTS.relevance.line;

interface Given {
  readonly id: string;
  readonly relevance: number;
  readonly isOwn?: boolean;
  readonly themes?: readonly string[];
}

/** Makes a need whose experiences are given; it is on the subject and precise, unless `subject` is low. */
function need(given: readonly Given[], subject = 10): MatchedNeed {
  const scored = given
    .map(
      ({ id, relevance, isOwn = false, themes = [] }): ScoredExperience => ({
        candidate: candidate({
          ...experience({ id, themes }),
          territories: [experienceTerritory({ code: isOwn ? HOME : '87001' })],
        }),
        breakdown: { score: relevance, contributions: [] },
        relevance,
      }),
    )
    .sort((a, b) => b.relevance - a.relevance);
  return {
    need: { text: 'une épicerie', start: 0, end: 12 },
    evoked: { themes: [], levers: [] },
    embedding: new Float32Array(),
    recall: { weights: new Map(), familiarity: 0, unanswered: 0, advice: new Map(), vouched: new Set() },
    question: question({ leanings: { vague: -10, subject, wording: 0 } }),
    scored,
  };
}

function choose(needs: readonly [MatchedNeed, ...MatchedNeed[]], range: Partial<ShownRange> = {}) {
  const matched = {
    version: 'v1',
    index: {
      version: 'v1',
      modelId: 'test',
      experienceCount: 100,
      statistics: { documentCount: 0, documentFrequencies: new Map() },
      leverCounts: new Map(),
      themeCounts: new Map(),
      costed: [],
    },
    profile: ASKER,
    isCut: false,
    reading: { text: '', corrections: [] },
    readLevers: { evoked: new Map(), refused: new Map(), setAside: [], wanted: '' },
    conditions: [],
    total: 100,
    whole: needs[0],
    needs,
  };
  return chooseAnswer(
    matched,
    { limit: 10, minLevel: 'none', ...range },
    {
      taxonomy: { levers: [], themes: [], hash: 'taxonomy' },
      weights: ROUND_WEIGHTS,
    },
  );
}

const idsOf = (entries: readonly ScoredExperience[]) =>
  entries.map(
    ({
      candidate: {
        experience: { id },
      },
    }) => id,
  );

const givenArb = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 80 }).map((number) => `cas-${number}`),
    relevance: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  }),
  { selector: ({ id }) => id, maxLength: 70 },
);
/** One need or more; one experience in seven is of the asker, for every need. */
const needsArb = fc
  .tuple(givenArb, fc.array(givenArb, { maxLength: 2 }))
  .map(([first, others]): readonly [MatchedNeed, ...MatchedNeed[]] => {
    const withOwn = (given: readonly Given[]) =>
      need(given.map((entry) => ({ ...entry, isOwn: /[07]$/.test(entry.id) })));
    return [withOwn(first), ...others.map(withOwn)];
  });
const rangeArb = fc.record({
  limit: fc.integer({ min: 1, max: 50 }),
  minLevel: fc.constantFrom(...MIN_LEVELS),
});

describe('what an answer shows', () => {
  it('is what is close, then what is related, each on its side of the line', () => {
    fc.assert(
      fc.property(needsArb, rangeArb, (needs, range) => {
        const { shown } = choose(needs, range);
        const close = shown.filter(({ level }) => level === 'close');
        expect(shown.slice(0, close.length)).toEqual(close);
        for (const { level, relevance } of shown) expect(level === 'close').toBe(relevance >= LINE);
        if (needs.length > 1) return;
        const relevances = shown.map(({ relevance }) => relevance);
        expect(relevances).toEqual(relevances.toSorted((a, b) => b - a));
      }),
    );
  });

  it('fills the limit as long as there are, without hiding one: a smaller limit is its beginning', () => {
    fc.assert(
      fc.property(needsArb, fc.integer({ min: 1, max: 50 }), (needs, limit) => {
        const found = new Set(needs.flatMap(({ scored }) => idsOf(scored)));
        const { shown, own, answered } = choose(needs, { limit });
        expect(answered).toHaveLength(found.size);
        expect(shown).toHaveLength(Math.min(limit, found.size - own.length));
        expect(choose(needs, { limit: 50 }).shown.slice(0, limit)).toEqual(shown);
      }),
    );
  });

  it('sets apart what the asker did on the subject, outside the limit', () => {
    fc.assert(
      fc.property(needsArb, rangeArb, (needs, range) => {
        const { shown, own, answered } = choose(needs, range);
        const close = idsOf(answered.filter(({ level }) => level === 'close'));
        expect(idsOf(shown).filter((id) => /[07]$/.test(id) && close.includes(id))).toEqual([]);
        expect(idsOf(own)).toEqual(close.filter((id) => /[07]$/.test(id)));
      }),
    );
  });

  it('is empty for one status alone, which names two experiences at most to start from', () => {
    fc.assert(
      fc.property(needsArb, rangeArb, (needs, range) => {
        const { status, shown, own, nearest } = choose(needs, range);
        expect(status === 'no_match').toBe(shown.length + own.length === 0);
        const expected = status === 'no_match' ? needs[0].scored : [];
        expect(idsOf(nearest)).toEqual(idsOf(expected.slice(0, 2)));
      }),
    );
  });
});

describe('an empty answer', () => {
  const far: readonly Given[] = [
    { id: 'a', relevance: 0.4, themes: ['energie', 'habitat'] },
    { id: 'b', relevance: 0.3, themes: ['habitat'] },
    { id: 'c', relevance: 0.2, themes: ['culture'] },
  ];

  it('off the subject, names the nearest experiences of two themes', () => {
    const { status, answered, nearest, levers } = choose([need(far, -10)]);
    expect({ status, answered, levers }).toEqual({ status: 'no_match', answered: [], levers: [] });
    expect(idsOf(nearest)).toEqual(['a', 'c']);
  });

  it('comes of asking for close ones alone where none is', () => {
    const { status, shown, nearest } = choose([need(far)], { minLevel: 'close' });
    expect([status, shown, idsOf(nearest)]).toEqual(['no_match', [], ['a', 'c']]);
  });

  it('is not one that has an experience of the asker', () => {
    const { status, shown, own } = choose([need([{ id: 'a', relevance: 0.9, isOwn: true }])]);
    expect([status, shown, idsOf(own)]).toEqual(['ok', [], ['a']]);
  });
});
