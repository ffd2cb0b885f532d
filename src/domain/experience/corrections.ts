import { SETTINGS, type Setting, TERRITORY_KINDS, type TerritoryKind } from '../territory/territory.ts';
import type { ExperienceDraft, LeverUse } from './experience.ts';

/** What people correct of an experience: each value replaces that of the source, whatever it becomes. */
export interface Corrections {
  readonly title?: string;
  readonly summary?: string;
  readonly territories?: ExperienceDraft['territories'];
  readonly setting?: ExperienceDraft['setting'];
  readonly year?: number | null;
  readonly themes?: readonly string[];
  readonly levers?: readonly LeverUse[];
  /** Nobody reads it but who edits it. */
  readonly hidden?: boolean;
  /** It does not come back with the next import. */
  readonly deleted?: boolean;
}

/** A correction as it is kept: one value a field. */
export interface FieldCorrection {
  readonly field: string;
  readonly value: unknown;
}

/** A correction with who made it: later imports of the same experience keep it. */
export interface CorrectionRecord extends FieldCorrection {
  readonly experienceId: string;
  /** Prefix of a key, or `cli`. */
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * The corrections that are understood; a field or a value of another shape, which another version of
 * the service may have kept, is left out.
 */
export function parseCorrections(given: readonly FieldCorrection[]): Corrections {
  return Object.assign({}, ...given.map(parseCorrection));
}

function parseCorrection({ field, value }: FieldCorrection): Corrections {
  switch (field) {
    case 'title':
      return isFilled(value) ? { title: value } : {};
    case 'summary':
      return isFilled(value) ? { summary: value } : {};
    case 'territories':
      return isListOf(value, isTerritory) ? { territories: value } : {};
    case 'setting':
      return value === null || isSetting(value) ? { setting: value } : {};
    case 'year':
      return value === null || isInteger(value) ? { year: value } : {};
    case 'themes':
      return isListOf(value, isFilled) ? { themes: value } : {};
    case 'levers':
      return isListOf(value, isLeverUse) ? { levers: value } : {};
    case 'hidden':
      return typeof value === 'boolean' ? { hidden: value } : {};
    case 'deleted':
      return typeof value === 'boolean' ? { deleted: value } : {};
    default:
      return {};
  }
}

/** Whether a correction can be kept under this name with this value. */
export function isCorrection(given: FieldCorrection): boolean {
  return Object.keys(parseCorrection(given)).length > 0;
}

/** The draft, with the values that people gave instead of its own. */
export function applyCorrections(draft: ExperienceDraft, corrections: Corrections): ExperienceDraft {
  const { hidden, deleted, ...values } = corrections;
  return { ...draft, ...values };
}

/** Neither empty nor holding a NUL or half of a character, which cannot be kept. */
function isFilled(value: unknown): value is string {
  return typeof value === 'string' && /^[^\0\p{Surrogate}]+$/u.test(value);
}

function isSetting(value: unknown): value is Setting {
  return SETTINGS.some((setting) => setting === value);
}

function isTerritoryKind(value: unknown): value is TerritoryKind {
  return TERRITORY_KINDS.some((kind) => kind === value);
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isLeverUse(value: unknown): value is LeverUse {
  return isObject(value) && isFilled(value.lever) && isFilled(value.what);
}

function isTerritory(value: unknown): value is {
  readonly name: string;
  readonly kind: TerritoryKind;
  readonly code: string | null;
  readonly populationCount: number | null;
} {
  return (
    isObject(value) &&
    isFilled(value.name) &&
    isTerritoryKind(value.kind) &&
    (value.code === null || isFilled(value.code)) &&
    (value.populationCount === null || isInteger(value.populationCount))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
