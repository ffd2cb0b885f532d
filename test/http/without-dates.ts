/** Date of every change in a recorded answer: the real one is that of the import. */
const DATE = '2026-01-15T09:30:00.000Z';

/** Start of a cursor of changes, which holds a date. */
const CURSOR_OF_CHANGES = Buffer.from('{"number":').toString('base64url').slice(0, -1);

/** Gives one date to the changes of an answer, as a reviver of `JSON.parse`. */
export function withoutDates(key: string, value: unknown): unknown {
  if (key === 'updatedAt') return DATE;
  if (key !== 'next' || typeof value !== 'string' || !value.startsWith(CURSOR_OF_CHANGES)) return value;
  const { number } = JSON.parse(Buffer.from(value, 'base64url').toString());
  return Buffer.from(JSON.stringify({ number, at: DATE })).toString('base64url');
}
