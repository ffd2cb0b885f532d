import { SCOPES } from '../../domain/access/api-key.ts';
import { MONEY_ROLES } from '../../domain/experience/cost-ranges.ts';
import { ACCESS_LEVELS, EXPERIENCE_STATES } from '../../domain/experience/experience.ts';
import { FIGURE_PERIODS, FIGURE_ROLES } from '../../domain/experience/figure.ts';
import { STATUSES } from '../../domain/experience/status.ts';
import { FEEDBACK_REASONS, VERDICTS } from '../../domain/feedback/feedback.ts';
import { ORIGINS } from '../../domain/profile/profile.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../domain/territory/territory.ts';

/** Lists of values that several parts of the document have: a generated client gets one type of each. */
const NAMED_VALUES: Readonly<
  Record<string, { readonly description: string; readonly enum: readonly string[] }>
> = {
  Access: {
    description: 'À qui c’est ouvert : à tous (public), ou aux membres (members).',
    enum: ACCESS_LEVELS,
  },
  ExperienceState: { description: 'État d’une expérience.', enum: EXPERIENCE_STATES },
  FicheStatus: { description: 'Où en est une fiche.', enum: STATUSES },
  FigurePeriod: { description: 'Ce par quoi une valeur se compte.', enum: FIGURE_PERIODS },
  FigureRole: { description: 'Ce que dit un chiffre.', enum: FIGURE_ROLES },
  MoneyRole: { description: 'Ce que disent des sommes.', enum: MONEY_ROLES },
  OpinionReason: { description: 'Raison d’un avis.', enum: FEEDBACK_REASONS },
  Origin: { description: 'D’où vient une valeur de la demande.', enum: ORIGINS },
  Scope: { description: 'Droit d’une clé.', enum: SCOPES },
  Setting: {
    description: 'Contexte territorial : rural, périurbain (periurban), urbain (urban) ou mixte (mixed).',
    enum: SETTINGS,
  },
  TerritoryKind: {
    description:
      'Type de territoire : commune, intercommunalité (epci), établissement public territorial (ept), département, région, pays ou pôle territorial.',
    enum: TERRITORY_KINDS,
  },
  Verdict: { description: 'Avis.', enum: VERDICTS },
};

const NAMES = new Map(
  Object.entries(NAMED_VALUES).map(([name, values]) => [JSON.stringify(values.enum), name]),
);

export const namedValueSchemas: Readonly<Record<string, object>> = Object.fromEntries(
  Object.entries(NAMED_VALUES).map(([name, values]) => [name, { type: 'string', ...values }]),
);

/** Puts the name of a list of values in the place of each copy, beside what the copy says of itself. */
export function nameValues(part: unknown): unknown {
  const { type: _type, enum: values, ...said } = Object(part);
  const name = NAMES.get(JSON.stringify(values) ?? '');
  return name === undefined ? part : { $ref: `#/components/schemas/${name}`, ...said };
}
