import { sanitiseText } from './sanitise-text.ts';

/** Deeper than any shape that is read: what lies below is dropped. */
const MAX_DEPTH = 32;

/** Any JSON value with its texts sanitised, names of fields included. Total. */
export function sanitiseValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return sanitiseText(value).text;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => sanitiseValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [sanitiseText(name).text, sanitiseValue(item, depth + 1)]),
  );
}

/** Every text of a JSON value, one a line: what the notes on its characters are made from. */
export function textsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return [];
  return Object.values(value).flatMap((item) => textsOf(item, depth + 1));
}
