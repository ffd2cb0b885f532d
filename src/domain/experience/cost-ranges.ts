import type { Experience, Figure } from './experience.ts';
import { FIGURE_PERIODS, type FigurePeriod } from './figure.ts';

/** Roles of sums that orders of magnitude compare; prices of different things are left out. */
export const MONEY_ROLES = ['total-cost', 'authority-share', 'grant-received', 'capital'] as const;
export type MoneyRole = (typeof MONEY_ROLES)[number];

/** Fewer experiences say nothing of what the next one would cost. */
const FEWEST_EXPERIENCES = 3;
/** Number of experiences from which the extremes say more than each sum. */
export const ENOUGH_FOR_RANGE = 5;
/** Extremes further apart say nothing. */
const WIDEST_SPREAD = 100;

/** Experience with its figures, as an order of magnitude quotes it. */
export type FiguredExperience = Pick<Experience, 'id' | 'title' | 'figures'>;

export interface CostSource {
  readonly id: string;
  readonly title: string;
  /** In euros, ascending; at least one. */
  readonly amounts: readonly number[];
}

/** Order of magnitude: comparable sums in euros, of the same role and period, from three experiences or more. */
export interface CostRange {
  readonly role: MoneyRole;
  /** Null for sums that are paid once. */
  readonly period: FigurePeriod | null;
  readonly lowest: number;
  readonly highest: number;
  /** By smallest amount, ties by id. */
  readonly experiences: readonly CostSource[];
}

const isEuros = ({ unit, value }: Figure) => /^(?:€|euros?)$/i.test(unit.trim()) && value > 0;

function sourceOf(
  { id, title, figures }: FiguredExperience,
  isComparable: (figure: Figure) => boolean,
): readonly CostSource[] {
  const amounts = figures
    .filter(isComparable)
    .map(({ value }) => value)
    .sort((a, b) => a - b);
  return amounts.length === 0 ? [] : [{ id, title, amounts }];
}

/**
 * Returns the orders of magnitude that the figures allow, by role, then by period; none from fewer than three
 * experiences, nor from five or more whose sums are more than a hundred times apart. Each experience counts once, by
 * its id.
 */
export function findCostRanges(given: readonly FiguredExperience[]): readonly CostRange[] {
  const experiences = [...new Map(given.map((experience) => [experience.id, experience])).values()]
    .map((experience) => ({ ...experience, figures: experience.figures.filter(isEuros) }))
    .filter(({ figures }) => figures.length > 0);
  return MONEY_ROLES.flatMap((role) =>
    [null, ...FIGURE_PERIODS].flatMap((period) => {
      const sources = experiences
        .flatMap((experience) =>
          sourceOf(experience, (figure) => figure.role === role && figure.period === period),
        )
        .sort((a, b) => lowestOf(a) - lowestOf(b) || (a.id < b.id ? -1 : 1));
      if (sources.length < FEWEST_EXPERIENCES) return [];
      const amounts = sources.flatMap((source) => source.amounts);
      const [lowest, highest] = [Math.min(...amounts), Math.max(...amounts)];
      return sources.length >= ENOUGH_FOR_RANGE && highest > WIDEST_SPREAD * lowest
        ? []
        : [{ role, period, lowest, highest, experiences: sources }];
    }),
  );
}

function lowestOf({ amounts: [lowest = 0] }: CostSource): number {
  return lowest;
}
