import { z } from 'zod';
import { named } from '../../domain/named-schema.ts';

export { named };

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

/** @param id name of its items in the OpenAPI document */
export function listOf<T extends z.core.$ZodLooseShape>(id: string, description: string, shape: T) {
  return z.array(z.object(shape).meta({ id })).readonly().describe(description);
}

export const titledSchema = named('TitledExperience', 'De quoi nommer une expérience.', {
  id: text('Identifiant de l’expérience.'),
  title: text('Titre.'),
});

export const readingSchema = named('Reading', 'Comment un texte a été lu.', {
  text: text('Le texte lu : sans emoji ni signes dictés, avec ses accents, les fautes corrigées.'),
  corrections: listOf(
    'Correction',
    'Les mots lus autrement qu’ils ne sont écrits, dans l’ordre ; « asTyped » les annule.',
    {
      typed: text('Ce qui est écrit.'),
      understood: text('Ce qui est lu.'),
    },
  ),
});
