import { cursorsOf } from '../../input/cursor.ts';
import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { changesQuerySchema, changesSchema, positionSchema } from './schemas.ts';

const config = {
  access: 'read',
  maxAgeSeconds: 60,
  problems: ['cursor-invalid', 'index-not-ready'],
} as const;

const schema = {
  operationId: 'listChanges',
  tags: ['open-data'],
  summary: 'Suivre les changements',
  description:
    'Pour tenir une copie à jour : les expériences publiques ajoutées ou changées, et celles qui ne le sont plus (supprimées, écartées ou réservées aux membres), dans l’ordre de leur publication. Seul le dernier changement de chacune est donné. Appelez sans « since », relisez ou effacez ce qui est donné, puis redemandez avec « next », aussitôt tant que « hasMore » est vrai. Une date et heure redonne aussi les dix minutes qui la précèdent, pour des horloges qui diffèrent. Seulement ce qui est ou a été public, même avec une clé : une copie se garde.',
  querystring: changesQuerySchema,
  response: { 200: changesSchema.describe('Les changements qui suivent.') },
};

const CURSORS = cursorsOf('changes');

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
    const { since = null, limit } = request.query;
    const after = readSince(since);
    const { items, next, hasMore } = await essaimage.listChanges(after, limit, request.cancellation);
    return {
      changes: items.map(({ id, at, isDeleted }) => ({
        kind: isDeleted ? ('deleted' as const) : ('updated' as const),
        id,
        updatedAt: at,
        url: isDeleted ? null : `/v1/experiences/${encodeURIComponent(id)}`,
      })),
      next: CURSORS.write({ key: next.number, id: next.at }),
      hasMore,
    };
  });
};
