import { z } from 'zod';

/** Roles of figures: only figures of the same role are compared. */
export const FIGURE_ROLES = [
  /** Whole cost of one project. */
  'total-cost',
  /** Money that the collectivité of the fiche pays. */
  'authority-share',
  /** Money that the project receives from others: State, Europe, another collectivité, foundation. */
  'grant-received',
  /** Shares of a company that the collectivité of the fiche buys. */
  'capital',
  /** Money that a user pays. */
  'price',
  /** Jobs of the project. */
  'jobs',
  /** People whom the project reaches or gathers. */
  'people',
  'surface',
  /** Context, totals of a sector or of several funders, loans, durations… */
  'other',
] as const;
export type FigureRole = (typeof FIGURE_ROLES)[number];

/** Units of time, person or project that a value is counted per. */
export const FIGURE_PERIODS = [
  'per-hour',
  'per-day',
  'per-week',
  'per-month',
  'per-year',
  'per-person',
  'per-project',
] as const;
export type FigurePeriod = (typeof FIGURE_PERIODS)[number];

/** Rules by which a reader of fiches accepts the texts of a figure. */
export interface FigureRules {
  /** `z.object` drops the fields that a fiche does not have, `z.strictObject` refuses them. */
  readonly object: typeof z.strictObject;
  /** Text; readers of external data refuse an empty one. */
  readonly text: z.ZodType<string>;
  readonly optionalText: z.ZodType<string>;
  /** Makes a field optional, with `unknown` as its default. */
  readonly orUnknown: <T>(schema: z.ZodType<T>, unknown: T) => z.ZodType<T>;
}

export function createFigureSchema({ object, text, optionalText, orUnknown }: FigureRules) {
  return object({
    label: text.describe('Ce qui est compté.'),
    value: z.number().describe('Valeur.'),
    unit: optionalText.describe('Unité ; « € » pour une somme, vide s’il n’y en a pas.'),
    role: orUnknown(z.enum(FIGURE_ROLES), 'other').describe(
      'Ce que dit le chiffre : coût d’un projet entier (total-cost), part payée par la collectivité (authority-share), aide reçue d’un tiers (grant-received), parts d’une société prises par la collectivité (capital), prix payé par un usager (price), emplois du projet (jobs), personnes touchées ou réunies (people), surface (surface), autre (other).',
    ),
    period: orUnknown(z.enum(FIGURE_PERIODS).nullable(), null).describe(
      'Par heure, jour, semaine, mois, an, personne ou projet ; null quand la valeur ne se compte qu’une fois.',
    ),
    sentence: orUnknown(text.nullable(), null).describe(
      'Phrase du récit, ou de la ressource, qui donne le chiffre ; null quand aucune ne le donne.',
    ),
  });
}
