import { z } from 'zod';
import { closedObject } from '../../input/closed-object.ts';
import { limitInQuery } from '../../input/query-values.ts';
import { dateTime, listOf, named, text, textOrNull } from '../answer-schemas.ts';

const isoInstant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** No date begins with a letter, every cursor does. */
const CURSOR = /^[A-Za-z][\w-]*$/;

const isInstant = (text: string) => isoInstant.safeParse(text).success;

/** A date, a date-time, or the cursor of an earlier answer. */
const since = z
  .string()
  .max(200)
  .refine((given) => isInstant(given) || CURSOR.test(given), {
    error:
      '« since » est le « next » d’une réponse, ou une date : 2026-11-01, 2026-11-01T08:00:00Z ou 2026-11-01T09:00:00%2B01:00.',
    params: { code: 'not-allowed' },
  })
  .transform((given) => (isInstant(given) ? new Date(given) : given))
  .optional()
  .describe(
    'Valeur « next » de la réponse précédente, ou date (0 h UTC), ou date et heure avec son fuseau (ISO 8601 ; un + s’écrit %2B). Sans elle, tout est donné depuis le début.',
  );

export const changesQuerySchema = closedObject({
  since,
  limit: limitInQuery(1000, 100, 'Nombre de changements, au plus.'),
});

export const changesSchema = named('ChangeList', 'Des changements, dans leur ordre.', {
  changes: listOf('Le dernier changement de chaque expérience, du plus ancien au plus récent.', {
    kind: z
      .enum(['updated', 'deleted'])
      .describe('Ajoutée ou changée (updated) : à relire ; n’est plus publique (deleted) : à effacer.'),
    id: text('Identifiant de l’expérience.'),
    updatedAt: dateTime('Quand le changement a été publié, en UTC.'),
    url: textOrNull('Où relire l’expérience ; null quand elle n’est plus publique.'),
  }),
  next: text('Curseur à donner en « since » la prochaine fois, même quand il n’y a rien de plus.'),
  hasMore: z.boolean().describe('Vrai quand d’autres changements attendent déjà.'),
});

/** PostgreSQL has no year 0. */
export const positionSchema = z.strictObject({
  number: z.int().min(0),
  at: z.iso.datetime({ precision: 3 }).regex(/^(?!0000)/),
});
