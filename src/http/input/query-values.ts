import { z } from 'zod';
import { formatNumber } from '../../domain/french/formats.ts';

/** Integer in decimal digits; refuses `15.0`, `1e3` and the empty text. */
export function integerInQuery(min: number, max: number) {
  return z
    .string()
    .refine((text) => /^-?\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `Un nombre entier de ${formatNumber(min)} à ${formatNumber(max)} est attendu.`,
      params: { code: 'not-allowed' },
    })
    .transform(Number)
    .meta({ type: 'integer', minimum: min, maximum: max });
}

/** Decimal number; refuses exponents and the empty text. */
export function numberInQuery(min: number, max: number) {
  return z
    .string()
    .refine(
      (text) => /^-?\d{1,10}(?:\.\d{1,10})?$/.test(text) && Number(text) >= min && Number(text) <= max,
      {
        error: `Un nombre de ${formatNumber(min)} à ${formatNumber(max)} est attendu.`,
        params: { code: 'not-allowed' },
      },
    )
    .transform(Number)
    .meta({ type: 'number', minimum: min, maximum: max });
}

/** Number of items to return, from 1 to `max`. */
export function limitInQuery(max: number, byDefault: number, description: string) {
  return integerInQuery(1, max).default(byDefault).meta({ default: byDefault, description });
}

export const booleanInQuery = z
  .stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })
  .meta({ type: 'boolean' });

function splitList(given: unknown): unknown[] {
  const values = [given].flat();
  return values.flatMap((value) => (typeof value === 'string' ? value.trim().split(/\s*,\s*/) : [value]));
}

/** List given as `name=a,b`, as `name=a&name=b`, or both. */
export function listInQuery<T extends z.ZodType>(element: T, max: number) {
  return z.preprocess(splitList, z.array(element).max(max));
}
