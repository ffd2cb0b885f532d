import { z } from 'zod';
import { Cursors } from '../../input/cursor.ts';
import { closedObject, limitInQuery } from '../../input/request-values.ts';
import { HttpProblem } from '../../problems/problem.ts';
import { dateTime, listOf, named, text, textOrNull } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentExperience } from '../experiences/present.ts';
import { listedSchema } from '../experiences/schemas.ts';

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

const changesSchema = named('ChangeList', 'Des changements, dans leur ordre.', {
  changes: listOf('Change', 'Le dernier changement de chaque expérience, du plus ancien au plus récent.', {
    kind: z
      .enum(['updated', 'deleted'])
      .describe('Ajoutée ou changée (updated) : à relire ; n’est plus publique (deleted) : à effacer.'),
    id: text('Identifiant de l’expérience.'),
    updatedAt: dateTime('Quand le changement a été publié, en UTC.'),
    url: textOrNull('Où relire l’expérience ; null quand elle n’est plus publique.'),
    experience: listedSchema
      .nullable()
      .describe(
        'Avec « include=experience », l’expérience telle qu’elle est ; null sinon, ou si elle n’est plus publique.',
      ),
  }),
  next: text('Curseur à donner en « since » la prochaine fois, même quand il n’y a rien de plus.'),
  hasMore: z.boolean().describe('Vrai quand d’autres changements attendent déjà.'),
});

/** PostgreSQL has no year 0. */
const positionSchema = z.strictObject({
  number: z.int().min(0),
  at: z.iso.datetime({ precision: 3 }).regex(/^(?!0000)/),
});

const config = {
  access: 'read',
  maxAgeSeconds: 60,
  problems: ['cursor-invalid'],
} as const;

const schema = {
  operationId: 'listChanges',
  tags: ['open-data'],
  summary: 'Suivre les changements',
  description:
    'Pour tenir une copie à jour : les expériences publiques ajoutées ou changées, et celles qui ne le sont plus (supprimées, écartées ou réservées aux membres), dans l’ordre de leur publication. Seul le dernier changement de chacune est donné. Appelez sans « since », relisez (ou demandez « include=experience ») ou effacez ce qui est donné, puis redemandez avec « next », aussitôt tant que « hasMore » est vrai. Une date et heure redonne aussi les dix minutes qui la précèdent, pour des horloges qui diffèrent. Seulement ce qui est ou a été public, même avec une clé : une copie se garde.',
  querystring: closedObject({
    since,
    limit: limitInQuery(1000, 100, 'Nombre de changements, au plus.'),
    include: z
      .literal('experience')
      .exactOptional()
      .describe('Donne aussi chaque expérience : rien n’est à relire une par une.'),
  }),
  response: { 200: changesSchema.describe('Les changements qui suivent.') },
};

const CURSORS = new Cursors('changes');

/** @throws HttpProblem `cursor-invalid` */
function readSince(since: Date | string | null) {
  if (typeof since !== 'string') return since;
  const position = CURSORS.read(since, 'since');
  const parsed = positionSchema.safeParse({ number: position?.key, at: position?.id });
  if (!parsed.success) throw new HttpProblem('cursor-invalid');
  return parsed.data;
}

/** Changes of public experiences, for clients that keep a copy. */
export const routes: ApiRoutes = async (app, { essaimage }) => {
  app.get('/changes', { config, schema }, async (request) => {
    const { since = null, limit, include } = request.query;
    const after = readSince(since);
    const isWhole = include !== undefined;
    const { items, next, hasMore } = await essaimage.listChanges(after, limit, isWhole, request.cancellation);
    return {
      changes: items.map(({ id, at, isDeleted, dated }) => ({
        kind: isDeleted ? ('deleted' as const) : ('updated' as const),
        id,
        updatedAt: at,
        url: isDeleted ? null : `/v1/experiences/${encodeURIComponent(id)}`,
        experience: dated && {
          ...presentExperience(dated.experience, essaimage.taxonomy),
          updatedAt: dated.changedAt,
        },
      })),
      next: CURSORS.write({ key: next.number, id: next.at }),
      hasMore,
    };
  });
};
