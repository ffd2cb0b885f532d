import { z } from 'zod';
import { type CostRange, MONEY_ROLES } from '../../../domain/experience/cost-ranges.ts';
import { FIGURE_PERIODS } from '../../../domain/experience/figure.ts';
import { describeCostRange } from '../../../domain/french/describe-answer.ts';
import { integer, listOf, named, text, titledSchema } from '../answer-schemas.ts';

const TOO_FEW =
  'Vide quand moins de trois expériences donnent des sommes de même rôle et de même période, ou quand celles de cinq expériences ou plus vont au-delà du centuple : elles ne diraient rien.';

const costRangeSchema = named(
  'CostRange',
  'Un ordre de grandeur : des sommes en euros de même rôle et de même période, tirées d’au moins trois expériences.',
  {
    role: z.enum(MONEY_ROLES).describe('Ce que disent ces sommes (voir Figure).'),
    period: z
      .enum(FIGURE_PERIODS)
      .nullable()
      .describe('Leur période ; null pour des sommes payées une fois.'),
    lowest: z.number().describe('La plus petite, en euros.'),
    highest: z.number().describe('La plus grande, en euros.'),
    experienceCount: integer('Nombre d’expériences, trois au moins.'),
    text: text('Phrase en français.'),
  },
);

/** Orders of magnitude, without the experiences that make them. */
export const costsSchema = z
  .array(costRangeSchema)
  .describe(`Ordres de grandeur des expériences qui l’utilisent, que donne sa page. ${TOO_FEW}`);

const sourcedSchema = costRangeSchema
  .extend({
    experiences: listOf('SourcedAmounts', 'Les expériences, de la plus petite somme à la plus grande.', {
      ...titledSchema.shape,
      amounts: z.array(z.number()).readonly().describe('Ses sommes, en euros, croissantes.'),
    }),
  })
  .meta({ id: 'SourcedCostRange', description: 'Un ordre de grandeur, et d’où il vient.' });

/** Orders of magnitude, each with the sums of each experience. */
export function sourcedCosts(what: string) {
  return z.array(sourcedSchema).describe(`${what} ${TOO_FEW}`);
}

/** Presents costs for both schemas: `costsSchema` leaves the experiences out. */
export function presentCosts(costs: readonly CostRange[]) {
  return costs.map((range) => ({
    ...range,
    experienceCount: range.experiences.length,
    text: describeCostRange(range),
  }));
}
