import type { FigurePeriod, FigureRole } from '../../../domain/experience/figure.ts';

const UNIT_ROLES: readonly (readonly [RegExp, FigureRole])[] = [
  [/^(?:m²|hectares|ha)$/, 'surface'],
  [/^(?:ETP|emplois|salariés|salariées)$/, 'jobs'],
  [
    /^(?:personnes|participants|participantes|bénévoles|bénéficiaires|usagers|familles|foyers|jeunes|enfants|femmes|adhérents|sociétaires|coopérateurs|visiteurs)$/,
    'people',
  ],
];

/**
 * Roles of a sum that its own clause names. A text that says « la Région verse » does not say whether the Région acts
 * or helps: the share of the authority is left to people.
 */
const SUM_ROLES: readonly (readonly [RegExp, FigureRole])[] = [
  [/\b(?:coût total|budget total|budget global|coût global|investissement total)\b/iu, 'total-cost'],
  [
    /\b(?:fonds européens?|feder|feader|leader|fonds social européen|ademe|dotation d[’']équipement)\b/iu,
    'grant-received',
  ],
  [/\b(?:tarifs?|loyers?|prix|adhésions?)\b/iu, 'price'],
];

const PERIODS: readonly (readonly [RegExp, FigurePeriod])[] = [
  [/^\s?(?:par|\/|de l[’'])\s?heure/u, 'per-hour'],
  [/^\s?(?:par|\/)\s?jour/u, 'per-day'],
  [/^\s?(?:par|\/)\s?semaine/u, 'per-week'],
  [/^\s?(?:par|\/)\s?mois/u, 'per-month'],
  [/^\s?(?:(?:par|\/)\s?an\b|chaque année|annuels?\b)/u, 'per-year'],
  [/^\s?par (?:personne|habitant|salarié)/u, 'per-person'],
  [/^\s?par projet/u, 'per-project'],
];

/** Returns the role of a figure; `other` unless its unit or its clause says more. */
export function roleOfFigure(unit: string, clause: string): FigureRole {
  const rules = unit === '€' ? SUM_ROLES.map(([words, role]) => [words.test(clause), role] as const) : [];
  const units = UNIT_ROLES.map(([words, role]) => [words.test(unit), role] as const);
  return [...rules, ...units].find(([applies]) => applies)?.[1] ?? 'other';
}

/** Returns the period that the text after a figure begins with; null without one. */
export function periodAfter(text: string): FigurePeriod | null {
  return PERIODS.find(([words]) => words.test(text))?.[1] ?? null;
}
