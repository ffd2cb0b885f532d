import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FiguredExperience, findCostRanges } from './cost-ranges.ts';
import { FIGURE_PERIODS, FIGURE_ROLES } from './figure.ts';

const figures = fc.record({
  label: fc.constant('somme'),
  value: fc.integer({ min: -10, max: 1000 }),
  unit: fc.constantFrom('€', 'euros', 'm²', ''),
  role: fc.constantFrom(...FIGURE_ROLES),
  period: fc.constantFrom(null, ...FIGURE_PERIODS),
  sentence: fc.constant(null),
});
const experiences: fc.Arbitrary<readonly FiguredExperience[]> = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    title: fc.constant('Une expérience'),
    figures: fc.array(figures, { maxLength: 12 }),
  }),
  { maxLength: 12 },
);

function paying(id: string, value: number, change: object = {}): FiguredExperience {
  const figure = { label: 'aide', value, unit: '€', role: 'authority-share', period: null, sentence: null };
  return { id, title: id, figures: [{ ...figure, role: 'authority-share', ...change }] };
}

it('a range comes from five experiences or more, and from near sums of one role, unit and period', () => {
  fc.assert(
    fc.property(experiences, (given) => {
      for (const { role, period, lowest, highest, experiences: sources } of findCostRanges(given)) {
        expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
        expect(sources.length).toBeGreaterThanOrEqual(5);
        expect(highest).toBeLessThanOrEqual(100 * lowest);
        const amounts = sources.flatMap((source) => source.amounts);
        expect([Math.min(...amounts), Math.max(...amounts)]).toEqual([lowest, highest]);
        for (const source of sources) {
          const own = given.filter(({ id }) => id === source.id).flatMap((experience) => experience.figures);
          for (const amount of source.amounts) {
            expect(
              own.some(
                (figure) =>
                  figure.value === amount &&
                  figure.role === role &&
                  figure.period === period &&
                  ['€', 'euros'].includes(figure.unit),
              ),
            ).toBe(true);
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});

const SUMS = { a: 30_000, b: 5000, c: 8000, d: 9000, e: 10_000 };
const five = (change: object = {}) =>
  Object.entries(SUMS).map(([id, value]) => paying(id, value, id === 'c' ? change : {}));

it('is found as soon as five experiences give comparable sums', () => {
  const range = { role: 'authority-share', period: null, lowest: 5000, highest: 30_000 };
  const found = findCostRanges(five({ unit: 'euros' }));
  expect(found).toMatchObject([{ ...range, experiences: [{ id: 'b' }, { id: 'c' }, {}, {}, {}] }]);
  expect(findCostRanges(five().slice(1))).toEqual([]);
});

it.each([
  ['role', { role: 'total-cost' }],
  ['period', { period: 'per-year' }],
  ['unit', { unit: 'm²' }],
])('does not count a sum of another %s', (_what, change) => {
  expect(findCostRanges(five(change))).toEqual([]);
});

it('does not count the same experience twice, nor sums more than a hundred times apart', () => {
  expect(findCostRanges([...five().slice(1), paying('b', 5000)])).toEqual([]);
  expect(findCostRanges([...five(), paying('f', 500_001)])).toEqual([]);
});
