import { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { FEEDBACK_REASONS, VERDICTS } from '../../../domain/feedback/feedback.ts';
import { closedObject } from '../../input/closed-object.ts';
import { cursorInQuery, cursorsOf, cutPage } from '../../input/cursor.ts';
import { limitInQuery } from '../../input/query-values.ts';
import { dateTime, integer, listOf, named, objectOf, textOrNull } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';

type Page = Awaited<ReturnType<Essaimage['review']['opinions']>>;

const CURSORS = cursorsOf('opinions');

const listSchema = {
  operationId: 'listOpinions',
  tags: ['editing'],
  summary: 'Lire les avis reçus',
  description:
    'Les avis donnés sur des expériences et des leviers, du plus récent au plus ancien, avec leur commentaire. Leur identifiant n’est pas donné : qui le connaît peut retirer l’avis. Demande une clé qui porte « import » et « read:members ».',
  querystring: closedObject({
    limit: limitInQuery(100, 20, 'Nombre d’avis.'),
    cursor: cursorInQuery,
  }),
  response: {
    200: named('OpinionList', 'Des avis reçus.', {
      opinions: listOf('Du plus récent au plus ancien.', {
        experienceId: textOrNull('Expérience jugée ; null pour un levier.'),
        leverId: textOrNull('Levier jugé ; null pour une expérience.'),
        title: textOrNull('Titre de l’expérience, ou nom du levier ; null s’il n’existe plus.'),
        verdict: z.enum(VERDICTS).describe('Utile (useful) ou pas utile (not-useful).'),
        reason: z.enum(FEEDBACK_REASONS).nullable().describe('Pourquoi ; null si rien n’est dit.'),
        comment: textOrNull('Avec les mots de qui l’a donné.'),
        createdAt: dateTime('Date et heure de l’avis.'),
      }),
      counts: objectOf('Nombre de tous les avis gardés.', {
        useful: integer('Utile.'),
        'not-useful': integer('Pas utile.'),
      }),
      next: textOrNull('Curseur de la page suivante ; null à la dernière.'),
    }).describe('Une page d’avis.'),
  },
};

/** @param page one more than `limit` when another page follows */
function presentPage({ opinions, counts }: Page, limit: number, labels: ReadonlyMap<string, string>) {
  const positionOf = ({ createdAt, digest }: (typeof opinions)[number]) => ({
    key: Date.parse(createdAt),
    id: digest,
  });
  const { items, last } = cutPage(opinions, limit, positionOf);
  return {
    opinions: items.map(({ subject, digest, title, ...opinion }) => ({
      ...opinion,
      ...subject,
      title: subject.leverId === null ? title : (labels.get(subject.leverId) ?? null),
    })),
    counts,
    next: CURSORS.write(last),
  };
}

/** Opinions of readers, for editors. */
export const routes: ApiRoutes = async (app, { essaimage: { review, taxonomy } }) => {
  const labels = new Map(taxonomy.levers.map(({ id, label }) => [id, label]));
  app.get(
    '/feedback',
    { config: { access: 'scope:import+read:members', problems: ['cursor-invalid'] }, schema: listSchema },
    async ({ query: { limit, cursor } }) => {
      const after = CURSORS.read(cursor);
      return presentPage(await review.opinions({ after, limit: limit + 1 }), limit, labels);
    },
  );
};
