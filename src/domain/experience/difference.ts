import { type Experience, experienceSchema } from './experience.ts';

/** What a field of an experience becomes; null stands for « there was none » or « there is none ». */
export interface FieldDifference {
  readonly field: (typeof EXPERIENCE_FIELDS)[number];
  readonly before: unknown;
  readonly after: unknown;
}

/** In the order of a fiche. */
export const EXPERIENCE_FIELDS = experienceSchema.omit({ id: true }).keyof().options;

/** The fields that are not the same, in the order of a fiche; all those that hold something when a side is null. */
export function compareExperiences(
  before: Experience | null,
  after: Experience | null,
): readonly FieldDifference[] {
  return EXPERIENCE_FIELDS.map((field) => ({
    field,
    before: before === null ? null : shownValue(before, field),
    after: after === null ? null : shownValue(after, field),
  })).filter((difference) => !isSame(difference.before, difference.after));
}

/** An empty list says as little as null. */
function shownValue(experience: Experience, field: keyof Experience): unknown {
  const value = experience[field];
  return Array.isArray(value) && value.length === 0 ? null : value;
}

/** Whether two values of JSON are the same, whatever the order of their keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return left.size === right.size && [...left].every(([key, value]) => isSame(value, right.get(key)));
}
