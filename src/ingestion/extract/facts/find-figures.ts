import type { Figure } from '../../../domain/experience/experience.ts';
import type { FigurePeriod, FigureRole } from '../../../domain/experience/figure.ts';
import type { Case } from '../case/case.ts';
import { clip, type Span } from '../text/located-text.ts';

export interface FoundFigure {
  readonly figure: Figure;
  readonly proof: Span;
}

const MAX_FIGURES = 8;
const MAX_LABEL_LENGTH = 110;
const NUMBER = '\\d{1,3}(?:[ \\u00a0\\u202f.]\\d{3})+(?!\\d)|\\d+(?:[.,]\\d+)?';
/** Number with a unit or the noun it counts; years, ordinals and references have neither. */
const MEASURE = new RegExp(
  `(?<![\\d\\p{L}/.,-])(${NUMBER})\\s?(millions? d[’']euros|millions? d[’']€|milliers d[’']euros|M€|k€|€|euros|%|m²|km|hectares|ha\\b|ETP|\\p{Ll}[\\p{L}-]{3,}s\\b|repas\\b|personnes\\b)`,
  'gu',
);
/** Nouns of durations or list items. */
const NOT_COUNTED =
  /^(?:ans|jours|mois|années|semaines|heures|axes|objectifs|volets|autres|retours|types|demies|sous|dans|puis|dont|fois|minutes|défis|reprises)/;
const FACTORS: readonly (readonly [RegExp, number, string])[] = [
  [/^millions? d/, 1_000_000, '€'],
  [/^milliers d/, 1_000, '€'],
  [/^M€/, 1_000_000, '€'],
  [/^k€/, 1_000, '€'],
  [/^euros/, 1, '€'],
];

function readNumber(written: string): number {
  const compact = written.replace(/[\s\u00a0\u202f]/gu, '');
  return Number(
    /^\d{1,3}(?:\.\d{3})+$/.test(compact) ? compact.replaceAll('.', '') : compact.replace(',', '.'),
  );
}

/** Returns the part of a sentence around a figure, between separators. */
function clauseAround(sentence: string, start: number, end: number): string {
  const before = sentence.slice(0, start);
  const from = Math.max(...['(', ')', ';', ', ', ' : '].map((mark) => lastEnd(before, mark)));
  const after = /[();]|[,.:](?=\s|$)/.exec(sentence.slice(end));
  return sentence.slice(from, end + (after?.index ?? sentence.length - end)).trim();
}

function lastEnd(text: string, mark: string): number {
  const at = text.lastIndexOf(mark);
  return at < 0 ? 0 : at + mark.length;
}

function labelOf(sentence: string, start: number, end: number): string {
  const clause = clauseAround(sentence, start, end);
  const measured = sentence.slice(start, end);
  const alone = clause.replace(measured, '').replace(/^[\s:,-]+|[\s:,-]+$/g, '');
  if (/\p{L}{3,}/u.test(alone)) return clip(clause, MAX_LABEL_LENGTH);
  // « (budget de l'action : 6000€) »: the label comes before the colon.
  const opening = sentence.slice(0, start).replace(/[\s:(,]+$/, '');
  const before = opening.slice(Math.max(...['(', ';', ', ', '. '].map((mark) => lastEnd(opening, mark))));
  return clip(before === '' ? clause : before, MAX_LABEL_LENGTH);
}

/** Finds figures with their unit, in reading order, eight at most; labels come from the sentence. */
export function findFigures({ sentences }: Case): readonly FoundFigure[] {
  const seen = new Set<string>();
  return sentences
    .flatMap(({ text, start: offset }) =>
      Array.from(text.matchAll(MEASURE), (match): FoundFigure[] => {
        const [whole, digits = '', measure = ''] = match;
        if (NOT_COUNTED.test(measure)) return [];
        const [, factor = 1, unit = measure] = FACTORS.find(([pattern]) => pattern.test(measure)) ?? [];
        const value = readNumber(digits) * factor;
        const key = `${value} ${unit}`;
        if (!Number.isFinite(value) || seen.has(key)) return [];
        seen.add(key);
        const end = match.index + whole.length;
        const proof = { start: offset + match.index, end: offset + end };
        const figure: Figure = {
          label: labelOf(text, match.index, end),
          value,
          unit,
          role: roleOfFigure(unit, clauseAround(text, match.index, end)),
          period: periodAfter(text.slice(end)),
          sentence: text,
        };
        return [{ figure, proof }];
      }).flat(),
    )
    .slice(0, MAX_FIGURES);
}

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
