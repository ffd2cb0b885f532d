import { z } from 'zod';
import {
  FEEDBACK_REASONS,
  isReasonOf,
  MAX_COMMENT_LENGTH,
  RECOMMENDATION_ID,
  VERDICTS,
  type Verdict,
} from '../../../domain/feedback/feedback.ts';
import { FEEDBACK_REASON_LABELS } from '../../../domain/french/labels.ts';
import { audienceOf } from '../../input/audience.ts';
import { Cursors, cursorInQuery, dated } from '../../input/cursor.ts';
import { closedObject, identifier, limitInQuery, personText } from '../../input/request-values.ts';
import { dateTime, integer, named, text, textOrNull } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { addErasure, limitStored } from './left-by-visitors.ts';

function listReasons(verdict: Verdict): string {
  return Object.entries(FEEDBACK_REASON_LABELS[verdict])
    .map(([code, label]) => `« ${label} » (\`${code}\`)`)
    .join(', ');
}

const REASONS_OF_VERDICTS = `Avec « useful » : ${listReasons('useful')}. Avec « not-useful » : ${listReasons('not-useful')}.`;

const judged = {
  recommendationId: z.string().regex(RECOMMENDATION_ID).describe('Le champ « id » de la réponse jugée.'),
  verdict: z.enum(VERDICTS).describe('Utile (useful) ou pas utile (not-useful).'),
};

function isAboutOneAtMost({ experienceId, leverId }: { experienceId?: unknown; leverId?: unknown }): boolean {
  return experienceId === undefined || leverId === undefined;
}

const opinionSchema = closedObject({
  ...judged,
  experienceId: identifier.optional().describe('L’expérience proposée, quand l’avis porte sur elle.'),
  leverId: identifier.optional().describe('Le levier proposé, quand l’avis porte sur lui.'),
  reason: z
    .enum(FEEDBACK_REASONS)
    .nullable()
    .default(null)
    .meta({ default: null, description: `Pourquoi. ${REASONS_OF_VERDICTS}` }),
  comment: personText({ min: 1, max: MAX_COMMENT_LENGTH, needsWord: false }).nullable().default(null).meta({
    default: null,
    description:
      'Avec vos mots. Il est conservé : n’y écrivez rien qui désigne une personne, ni que vous ne voudriez pas voir lu par qui administre le service.',
  }),
})
  .refine(isAboutOneAtMost, {
    error: 'Donnez une expérience (experienceId) ou un levier (leverId), pas les deux.',
    params: { code: 'one-of' },
  })
  .refine(({ verdict, reason }) => reason === null || isReasonOf(verdict, reason), {
    path: ['reason'],
    error: `Cette raison ne va pas avec ce verdict. ${REASONS_OF_VERDICTS}`,
    params: { code: 'not-allowed' },
  })
  .meta({
    id: 'Opinion',
    description:
      'Ce que quelqu’un pense d’une réponse, ou d’une expérience ou d’un levier qu’elle propose. « experienceId » et « leverId » ne sont pas donnés ensemble ; la raison et le commentaire sont facultatifs.',
    not: { properties: { experienceId: {}, leverId: {} }, required: ['experienceId', 'leverId'] },
  });

const feedbackSchema = named('Feedback', 'Un avis qui vient d’être conservé.', {
  id: text(
    'Identifiant de l’avis. Il ne se devine pas : qui le connaît peut retirer l’avis. Il n’est donné qu’ici.',
  ),
  ...judged,
  experienceId: textOrNull('L’expérience proposée ; null pour un levier ou toute la réponse.'),
  leverId: textOrNull('Le levier proposé ; null pour une expérience ou toute la réponse.'),
  reason: z.enum(FEEDBACK_REASONS).nullable().describe('La raison donnée ; null sans raison.'),
  comment: textOrNull('Le commentaire, tel qu’il est conservé ; null sans commentaire.'),
  createdAt: dateTime('Date et heure de l’avis.'),
});

/** Room for a comment of 1,000 characters, all escaped in JSON, and the ids. */
const BODY_LIMIT_BYTES = 16 * 1024;

const giveSchema = {
  operationId: 'giveFeedback',
  tags: ['feedback'],
  summary: 'Dire si une réponse est utile',
  description:
    'Conserve un avis sur une réponse, ou sur une expérience ou un levier qu’elle propose. Rien n’y dit qui l’a donné : ni adresse, ni navigateur, ni clé. Chaque avis compte à part ; pour en changer, retirez d’abord le précédent. Une même adresse donne en une heure autant d’avis, au plus, qu’elle peut faire d’autres requêtes en une minute.',
  body: opinionSchema,
  response: {
    201: feedbackSchema.describe('L’avis est conservé ; `Location` donne l’adresse où le retirer.'),
  },
};

export const routes: ApiRoutes = async (app, context) => {
  const { essaimage, rateLimitPerMinute } = context;
  await app.register(opinionRoutes, context);

  app.post(
    '/feedback',
    {
      config: {
        access: 'read',
        retries: 'answered',
        problems: ['recommendation-not-found', 'experience-not-found', 'lever-not-found'],
        sends: ['Location'],
        rateLimit: limitStored(rateLimitPerMinute),
      },
      schema: giveSchema,
      bodyLimit: BODY_LIMIT_BYTES,
    },
    async (request, reply) => {
      const { experienceId = null, leverId = null, ...opinion } = request.body;
      // The schema refuses both.
      const subject = experienceId === null ? { experienceId, leverId } : { experienceId, leverId: null };
      const feedback = await essaimage.feedback.give({ ...opinion, subject }, audienceOf(request));
      return reply
        .code(201)
        .header('location', `/v1/feedback/${feedback.id}`)
        .send({ ...feedback, ...feedback.subject });
    },
  );

  addErasure(app, '/feedback', {
    operationId: 'takeFeedbackBack',
    summary: 'Retirer un avis',
    description: 'Efface l’avis pour de bon. Son identifiant suffit : aucune clé n’est lue.',
    id: 'Identifiant de l’avis, donné quand il a été conservé.',
    done: 'L’avis est effacé.',
    notFound: 'feedback-not-found',
    takeBack: essaimage.feedback.takeBack,
  });
};

const CURSORS = new Cursors('opinions');

const receivedSchema = feedbackSchema
  .omit({ id: true, recommendationId: true })
  .extend({
    title: textOrNull(
      'Titre de l’expérience, ou nom du levier ; null s’il n’existe plus, ou sans l’un ni l’autre.',
    ),
  })
  .meta({ id: 'ReceivedOpinion' });

const listSchema = {
  operationId: 'listOpinions',
  tags: ['editing'],
  summary: 'Lire les avis reçus',
  description:
    'Les avis donnés sur des réponses, des expériences et des leviers, du plus récent au plus ancien, avec leur commentaire. Leur identifiant n’est pas donné : qui le connaît peut retirer l’avis. Demande une clé qui porte « import » et « read:members ».',
  querystring: closedObject({
    limit: limitInQuery(100, 20, 'Nombre d’avis.'),
    cursor: cursorInQuery,
  }),
  response: {
    200: named('OpinionList', 'Des avis reçus.', {
      opinions: z.array(receivedSchema).readonly().describe('Du plus récent au plus ancien.'),
      counts: named('OpinionCounts', 'Nombre de tous les avis gardés.', {
        useful: integer('Utile.'),
        'not-useful': integer('Pas utile.'),
      }),
      next: textOrNull('Curseur de la page suivante ; null à la dernière.'),
    }).describe('Une page d’avis.'),
  },
};

const opinionRoutes: ApiRoutes = async (app, { essaimage: { review, taxonomy } }) => {
  const labels = new Map(taxonomy.levers.map(({ id, label }) => [id, label]));
  app.get(
    '/feedback',
    { config: { access: 'scope:import+read:members', problems: ['cursor-invalid'] }, schema: listSchema },
    async ({ query: { limit, cursor } }) => {
      const after = CURSORS.read(cursor);
      const { opinions, counts } = await review.opinions({ after, limit: limit + 1 });
      const { items, next } = CURSORS.cut(opinions, limit, (each) => dated(each.createdAt, each.digest));
      return {
        opinions: items.map(({ subject, digest, title, ...opinion }) => ({
          ...opinion,
          ...subject,
          title: subject.leverId === null ? title : (labels.get(subject.leverId) ?? null),
        })),
        counts,
        next,
      };
    },
  );
};
