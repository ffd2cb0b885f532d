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

it('a range comes from three experiences or more, and from sums of one role, unit and period', () => {
  fc.assert(
    fc.property(experiences, (given) => {
      for (const { role, period, lowest, highest, experiences: sources } of findCostRanges(given)) {
        expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
        expect(sources.length).toBeGreaterThanOrEqual(3);
        if (sources.length >= 5) expect(highest).toBeLessThanOrEqual(100 * lowest);
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

it('is found as soon as three experiences give comparable sums', () => {
  const range = { role: 'authority-share', period: null, lowest: 5000, highest: 30_000 };
  const three = [paying('a', 30_000), paying('b', 5000), paying('c', 8000, { unit: 'euros' })];
  expect(findCostRanges(three)).toMatchObject([{ ...range, experiences: [{ id: 'b' }, { id: 'c' }, {}] }]);
  expect(findCostRanges(three.slice(1))).toEqual([]);
});

it('is none when five experiences give sums more than a hundred times apart', () => {
  const near = ['a', 'b', 'c', 'd'].map((id) => paying(id, 5000));
  expect(findCostRanges([...near, paying('e', 500_000)])).toHaveLength(1);
  expect(findCostRanges([...near, paying('e', 500_001)])).toEqual([]);
});

it.each([
  ['role', { role: 'total-cost' }],
  ['period', { period: 'per-year' }],
  ['unit', { unit: 'm²' }],
  ['experience', { id: 'a' }],
])('does not count a sum of another %s, nor the same experience twice', (_what, change) => {
  const odd = 'id' in change ? paying('a', 100) : paying('c', 100, change);
  expect(findCostRanges([paying('a', 1), paying('b', 2), odd])).toEqual([]);
});
