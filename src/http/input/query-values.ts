import { z } from 'zod';

const NUMBERS = new Intl.NumberFormat('fr-FR');

/** Integer in decimal digits; refuses `15.0`, `1e3` and the empty text. */
export function integerInQuery(min: number, max: number) {
  return z
    .string()
    .transform((text, context) => {
      const value = Number(text);
      if (/^-?\d{1,10}$/.test(text) && value >= min && value <= max) return value;
      context.issues.push({
        code: 'custom',
        message: `Un nombre entier de ${NUMBERS.format(min)} à ${NUMBERS.format(max)} est attendu.`,
        params: { code: 'not-allowed' },
        input: text,
      });
      return z.NEVER;
    })
    .meta({ type: 'integer', minimum: min, maximum: max });
}

export const booleanInQuery = z
  .string()
  .transform((text, context) => {
    if (text === 'true' || text === 'false') return text === 'true';
    context.issues.push({
      code: 'custom',
      message: 'Valeurs possibles : true, false.',
      params: { code: 'not-allowed' },
      input: text,
    });
    return z.NEVER;
  })
  .meta({ type: 'boolean' });

function splitList(given: unknown): unknown {
  if (typeof given === 'string') return splitList([given]);
  if (!Array.isArray(given)) return given;
  return given.flatMap((value: unknown) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : [value],
  );
}

/** List given as `name=a,b`, as `name=a&name=b`, or both. */
export function listInQuery<T extends z.ZodType>(element: T, max: number) {
  return z.preprocess(splitList, z.array(element).max(max));
}
