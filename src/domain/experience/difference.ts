import { type Experience, experienceSchema } from './experience.ts';

/** Fields in the order of a fiche. */
export const EXPERIENCE_FIELDS = experienceSchema.omit({ id: true }).keyof().options;

/** Returns the fields that differ, in order; null stands for no value, and for a missing side. */
export function compareExperiences(before: Experience | null, after: Experience | null) {
  return EXPERIENCE_FIELDS.map((field) => ({
    field,
    before: before === null ? null : shownValue(before, field),
    after: after === null ? null : shownValue(after, field),
  })).filter((difference) => !isSame(difference.before, difference.after));
}

/** Reads a field, with null for an empty list. */
function shownValue(experience: Experience, field: keyof Experience): unknown {
  const value = experience[field];
  return Array.isArray(value) && value.length === 0 ? null : value;
}

/** Compares two JSON values, ignoring the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return left.size === right.size && [...left].every(([key, value]) => isSame(value, right.get(key)));
}
