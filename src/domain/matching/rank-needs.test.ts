import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate } from '../../../test/fakes/experiences.ts';
import { ROUND_WEIGHTS } from '../../../test/fakes/weights.ts';
import { rankForNeeds } from './rank-needs.ts';
import { levelOf } from './relevance.ts';
import type { ScoredExperience } from './score-experiences.ts';

const CLOSE = 0.9;
const RELATED = 0.4;
/** Too low for a turn. */
const DISTANT = 0.05;

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
function rank(needs: readonly Given[], whole: Given = []) {
  const lists = { whole: scored(whole), needs: needs.map(scored) };
  return rankForNeeds(lists, ROUND_WEIGHTS).map(({ candidate: { experience }, ...rest }) => ({
    id: experience.id,
    ...rest,
  }));
}

const idsOf = (ranked: ReturnType<typeof rank>) => ranked.map(({ id }) => id);

describe('rankForNeeds', () => {
  it('gives each need its turn, before the second experience of any', () => {
    const bakery: Given = [
      ['bakery-1', CLOSE],
      ['bakery-2', CLOSE],
      ['bakery-3', CLOSE],
    ];
    const ranked = rank([bakery, [['cinema-1', RELATED]], []]);
    expect(idsOf(ranked)).toEqual(['bakery-1', 'cinema-1', 'bakery-2', 'bakery-3']);
    expect(ranked.map(({ needs }) => needs)).toEqual([[0], [1], [0], [0]]);
  });

  it('never puts a distant experience before a related one of another need', () => {
    const ranked = rank([
      [
        ['far', DISTANT],
        ['farther', 0.02],
      ],
      [
        ['near-1', RELATED],
        ['near-2', RELATED],
        ['nearly', 0.08],
      ],
    ]);
    expect(idsOf(ranked)).toEqual(['near-1', 'near-2', 'nearly', 'far', 'farther']);
  });

  it('gives once an experience that several needs have, with the needs that it meets', () => {
    const ranked = rank([
      [
        ['both', CLOSE],
        ['first', CLOSE],
        ['second-only', DISTANT],
      ],
      [
        ['both', RELATED],
        ['second-only', RELATED],
        ['first', DISTANT],
      ],
    ]);
    expect(ranked.map(({ id, needs, level }) => [id, needs, level])).toEqual([
      ['both', [0, 1], 'close'],
      ['first', [0], 'close'],
      ['second-only', [1], 'related'],
    ]);
  });

  it('keeps the order of a single need, levels mixed', () => {
    const only: Given = [
      ['a', RELATED],
      ['b', DISTANT],
      ['c', CLOSE],
    ];
    const ranked = rank([only], only);
    expect(ranked.map(({ id, level }) => [id, level])).toEqual([
      ['a', 'related'],
      ['b', 'distant'],
      ['c', 'close'],
    ]);
  });

  it('gives the whole text the first turn, for experiences that no need finds', () => {
    const ranked = rank(
      [
        [
          ['a-1', CLOSE],
          ['a-2', CLOSE],
        ],
        [['b-1', CLOSE]],
      ],
      [
        ['whole-1', RELATED],
        ['a-1', RELATED],
        ['whole-2', DISTANT],
      ],
    );
    expect(idsOf(ranked)).toEqual(['whole-1', 'a-1', 'b-1', 'a-2', 'whole-2']);
    expect(ranked[1]?.relevance).toBe(CLOSE);
  });

  it('ranks every experience once, those too far for a turn last, each at the level of its need', () => {
    const listArb = fc.uniqueArray(
      fc.tuple(fc.constantFrom(...'abcdefgh'), fc.double({ min: 0.01, max: 0.99, noNaN: true })),
      { selector: ([id]) => id },
    );
    fc.assert(
      fc.property(listArb, fc.array(listArb, { minLength: 2, maxLength: 4 }), (whole, needs) => {
        const ranked = rank(needs, whole);
        const ids = new Set([...whole, ...needs.flat()].map(([id]) => id));
        expect([...idsOf(ranked)].sort()).toEqual([...ids].sort());
        const firstFar = ranked.findIndex(({ relevance }) => relevance < 0.1);
        const rest = firstFar < 0 ? [] : ranked.slice(firstFar);
        expect(rest.every(({ relevance }) => relevance < 0.1)).toBe(true);
        for (const { id, needs: met, level, relevance } of ranked) {
          const givenIn = (list: Given | undefined) => list?.find(([other]) => other === id)?.[1];
          expect(relevance).toBe(givenIn(needs[met[0]]) ?? givenIn(whole));
          expect(level).toBe(levelOf(relevance, ROUND_WEIGHTS.relevance));
          for (const need of met.slice(1)) expect(givenIn(needs[need])).toBeGreaterThanOrEqual(0.2);
          expect(new Set(met).size).toBe(met.length);
        }
      }),
    );
  });
});
