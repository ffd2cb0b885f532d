import { z } from 'zod';

export const text = (description: string) => z.string().describe(description);

export const textOrNull = (description: string) => z.string().nullable().describe(description);

/** Date and time, in UTC (RFC 3339). */
export const dateTime = (description: string) => z.string().meta({ description, format: 'date-time' });

/** Day, `YYYY-MM-DD`. */
export const day = (description: string) => z.string().meta({ description, format: 'date' });

export const webAddress = (description: string) => z.string().meta({ description, format: 'uri' });

/** Nullable schema that keeps the description of its value. */
export const orNull = (schema: z.ZodString) => schema.nullable().describe(schema.description ?? '');

export const integer = (description: string) => z.int().describe(description);

export function listOf<T extends z.core.$ZodLooseShape>(description: string, shape: T) {
  return z.array(z.object(shape)).readonly().describe(description);
}

export function objectOf<T extends z.core.$ZodLooseShape>(description: string, shape: T) {
  return z.object(shape).describe(description);
}

export function named<T extends z.core.$ZodLooseShape>(id: string, description: string, shape: T) {
  return z.object(shape).meta({ id, description });
}

export const readingSchema = named('Reading', 'Comment un texte a été lu.', {
  text: text('Le texte lu : sans emoji ni signes dictés, avec ses accents, les fautes corrigées.'),
  corrections: listOf(
    'Les mots lus autrement qu’ils ne sont écrits, dans l’ordre ; « asTyped » les annule.',
    {
      typed: text('Ce qui est écrit.'),
      understood: text('Ce qui est lu.'),
    },
  ),
});
