import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate } from '../../../test/fakes/experiences.ts';
import { rankForNeeds } from './rank-needs.ts';
import { levelOf } from './relevance.ts';
import type { ScoredExperience } from './score-experiences.ts';
import { DEFAULT_WEIGHTS } from './weights.ts';

const WEIGHTS = { relevance: { ...DEFAULT_WEIGHTS.relevance, line: 0.4 } };

const CLOSE = 0.9;
/** Below the line, and below it even where the whole text is close. */
const FAR = 0.001;

type Given = readonly (readonly [id: string, relevance: number])[];

/** Makes the experiences of a need, given best first. */
function scored(given: Given): readonly ScoredExperience[] {
  return given.map(([id, relevance], position) => ({
    candidate: candidate({ id }),
    breakdown: { score: 1 - position / 100, contributions: [] },
    relevance,
  }));
}

/** @param needs experiences of each need; the whole text finds those of `whole` */
function rank(needs: readonly Given[], whole: Given = needs.flat()) {
  const lists = { whole: scored(whole), needs: needs.map(scored) };
  return rankForNeeds(lists, WEIGHTS).map(({ candidate: { experience }, ...rest }) => ({
    id: experience.id,
    ...rest,
  }));
}

const idsOf = (ranked: ReturnType<typeof rank>) => ranked.map(({ id }) => id);

describe('rankForNeeds', () => {
  it('gives the best experience of each need before the second of any, the most relevant first', () => {
    const bakery: Given = [
      ['bakery-1', CLOSE],
      ['bakery-2', CLOSE],
      ['bakery-3', CLOSE],
    ];
    const ranked = rank([bakery, [['cinema-1', 0.95]], []]);
    expect(idsOf(ranked)).toEqual(['cinema-1', 'bakery-1', 'bakery-2', 'bakery-3']);
    expect(ranked.map(({ needs }) => needs)).toEqual([[1], [0], [0], [0]]);
  });

  it('gives once an experience that several needs have, with the needs that it meets', () => {
    const ranked = rank(
      [
        [
          ['both', CLOSE],
          ['first', CLOSE],
        ],
        [
          ['both', 0.8],
          ['first', FAR],
        ],
      ],
      [
        ['both', CLOSE],
        ['first', 0.1],
      ],
    );
    expect(ranked.map(({ id, needs }) => [id, needs])).toEqual([
      ['both', [0, 1]],
      ['first', [0]],
    ]);
  });

  it('gives each need first its best experience that meets it, whatever suits the whole text', () => {
    const elsewhere: Given = [
      ['met', 0.5],
      ['whole', 0.39],
    ];
    const ranked = rank(
      [[['other', CLOSE]], elsewhere],
      [
        ['other', CLOSE],
        ['whole', 0.99],
        ['met', FAR],
      ],
    );
    expect(idsOf(ranked)).toEqual(['other', 'met', 'whole']);
  });

  it('keeps the order and the relevance of a single need', () => {
    const only: Given = [
      ['a', CLOSE],
      ['b', 0.5],
      ['c', FAR],
    ];
    const ranked = rank([only], only);
    expect(ranked.map(({ id, relevance }) => [id, relevance])).toEqual(only);
  });

  it('prefers, for a need, what suits the whole text too', () => {
    const need: Given = [
      ['elsewhere', 0.6],
      ['here', 0.5],
    ];
    const whole: Given = [
      ['here', CLOSE],
      ['elsewhere', 0.1],
    ];
    expect(idsOf(rank([need, [['other', FAR]]], whole))[0]).toBe('here');
  });

  it('ranks every experience once, at the level of its relevance, the best of each need among the first', () => {
    const listArb = fc.uniqueArray(
      fc.tuple(fc.constantFrom(...'abcdefgh'), fc.double({ min: 0.01, max: 0.99, noNaN: true })),
      { selector: ([id]) => id },
    );
    fc.assert(
      fc.property(listArb, fc.array(listArb, { minLength: 2, maxLength: 4 }), (whole, needs) => {
        const ranked = rank(needs, whole);
        const ids = new Set([...whole, ...needs.flat()].map(([id]) => id));
        expect([...idsOf(ranked)].sort()).toEqual([...ids].sort());
        const first = idsOf(ranked).slice(0, needs.length);
        for (const need of needs.filter(({ length }) => length > 0)) {
          expect(need.some(([id]) => first.includes(id))).toBe(true);
        }
        for (const { id, needs: met, level, relevance } of ranked) {
          const isOfNeed = needs.flat().some(([other]) => other === id);
          expect(relevance).toBeGreaterThan(0);
          expect(relevance).toBeLessThan(1);
          expect(level).toBe(isOfNeed ? levelOf(relevance, WEIGHTS.relevance) : 'related');
          expect(new Set(met).size).toBe(met.length);
        }
      }),
    );
  });
});
