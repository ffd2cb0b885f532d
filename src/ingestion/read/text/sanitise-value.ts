import { sanitiseText } from './sanitise-text.ts';

/** Deeper than any expected shape; the rest is dropped. */
const MAX_DEPTH = 32;

/** Sanitises the texts of a JSON value, field names included. Never throws. */
export function sanitiseValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return sanitiseText(value).text;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => sanitiseValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [sanitiseText(name).text, sanitiseValue(item, depth + 1)]),
  );
}

/** Lists the texts of a JSON value, without field names. */
export function textsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return [];
  return Object.values(value).flatMap((item) => textsOf(item, depth + 1));
}
