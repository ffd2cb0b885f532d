import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registered } from '../../../test/fakes/territories.ts';
import { type Compared, distanceBetween, nearestTo, SEATS } from './standing.ts';
import { TERRITORY_KINDS } from './territory.ts';

type Kind = Compared['territory']['kind'];

const kinds = TERRITORY_KINDS.filter((kind): kind is Kind => kind !== 'pays');

const territory = (code: string, kind: Kind, populationCount: number | null) =>
  registered({ code, kind, populationCount });

const communesArb = fc
  .record({
    count: fc.integer({ min: 1, max: 200 }),
    small: fc.double({ min: 0, max: 1, noNaN: true }),
    rank: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ small, ...group }) => ({ ...group, smallCount: Math.floor(group.count * small) }));

const comparedArb: fc.Arbitrary<Compared> = fc
  .record({
    code: fc.string({ minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom(...kinds),
    population: fc.option(fc.nat(3e6), { nil: null }),
    seat: fc.option(fc.constantFrom(...SEATS), { nil: null }),
    communes: fc.option(communesArb, { nil: null }),
    facts: fc.array(fc.tuple(fc.constantFrom('densité', 'FRR'), fc.constantFrom('oui', 'non'))),
  })
  .map(({ code, kind, population, seat, communes, facts }) => ({
    territory: territory(code, kind, population),
    seat,
    communes,
    facts: new Map(facts),
  }));

const ALONE: Compared = {
  territory: territory('52269', 'commune', 8_000),
  seat: 'none',
  communes: { count: 64, smallCount: 32, rank: 1, share: 0.5 },
  facts: new Map(),
};

describe('the distance of two standings', () => {
  it.each<[string, Partial<Compared>, number]>([
    ['is 0 for the same standing', {}, 0],
    ['is 1 for twice the population', { territory: territory('x', 'commune', 16_000) }, 1],
    ['is 1 for another seat', { seat: 'departement' }, 1],
    ['is 1 for one more fact', { facts: new Map([['FRR', 'oui']]) }, 1],
    [
      'adds the four features of the communes',
      // Half the communes, none small, a rank of 4, a quarter of the inhabitants: ½ + 2 + 1 + 1.
      { communes: { count: 32, smallCount: 0, rank: 4, share: 0.25 } },
      4.5,
    ],
    ['counts 1 for each feature that one alone has', { communes: null }, 4],
  ])('%s', (_what, changed, expected) => {
    expect(distanceBetween(ALONE, { ...ALONE, ...changed })).toBeCloseTo(expected, 12);
  });

  it('is finite, symmetric, never negative, and 0 with itself', () => {
    fc.assert(
      fc.property(comparedArb, comparedArb, (a, b) => {
        const distance = distanceBetween(a, b);
        expect(Number.isFinite(distance)).toBe(true);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distanceBetween(b, a)).toBeCloseTo(distance, 12);
        expect(distanceBetween(a, a)).toBe(0);
      }),
    );
  });
});

describe('the nearest territories', () => {
  it('are of the same kind, never the asked one, nearest first, whatever the order of the register', () => {
    fc.assert(
      fc.property(
        comparedArb,
        fc.uniqueArray(comparedArb, { selector: (each) => `${each.territory.kind} ${each.territory.code}` }),
        fc.integer({ min: 1, max: 20 }),
        (asked, register, limit) => {
          const found = nearestTo(asked, register, limit);
          const others = register.filter(
            ({ territory: { kind, code } }) => kind === asked.territory.kind && code !== asked.territory.code,
          );
          expect(found).toHaveLength(Math.min(limit, others.length));
          const distances = found.map(({ standing, distance }) => {
            expect(others).toContain(standing);
            expect(distance).toBe(distanceBetween(asked, standing));
            return distance;
          });
          expect(distances).toEqual(distances.toSorted((a, b) => a - b));
          const left = others.filter((other) => !found.some(({ standing }) => standing === other));
          for (const other of left) {
            expect(distanceBetween(asked, other)).toBeGreaterThanOrEqual(distances.at(-1) ?? 0);
          }
          expect(nearestTo(asked, register.toReversed(), limit)).toEqual(found);
        },
      ),
    );
  });
});
