import { z } from 'zod';
import { audienceOf } from '../../input/audience.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { feedbackParamsSchema, feedbackSchema, opinionSchema } from './schemas.ts';

/** Room for a comment of 1,000 characters, all escaped in JSON, and the ids. */
const BODY_LIMIT_BYTES = 16 * 1024;
const HOUR_MS = 3_600_000;

const giveSchema = {
  operationId: 'giveFeedback',
  tags: ['feedback'],
  summary: 'Dire si une proposition est utile',
  description:
    'Conserve un avis sur une expérience ou un levier proposé. Rien n’y dit qui l’a donné : ni adresse, ni navigateur, ni clé. Chaque avis compte à part ; pour en changer, retirez d’abord le précédent. Une même adresse donne en une heure autant d’avis, au plus, qu’elle peut faire d’autres requêtes en une minute.',
  body: opinionSchema,
  response: {
    201: feedbackSchema.describe('L’avis est conservé ; `Location` donne l’adresse où le retirer.'),
  },
};

const takeBackSchema = {
  operationId: 'takeFeedbackBack',
  tags: ['feedback'],
  summary: 'Retirer un avis',
  description: 'Efface l’avis pour de bon. Son identifiant suffit : aucune clé n’est lue.',
  params: feedbackParamsSchema,
  response: { 204: z.null().describe('L’avis est effacé.') },
};

export const routes: ApiRoutes = async (app, { essaimage, rateLimitPerMinute }) => {
  app.post(
    '/feedback',
    {
      config: {
        access: 'read',
        retries: 'answered',
        problems: ['recommendation-not-found', 'experience-not-found', 'lever-not-found'],
        sends: ['Location'],
        // Opinions are stored: per hour, as many as other requests per minute.
        rateLimit: { max: rateLimitPerMinute, timeWindow: HOUR_MS },
      },
      schema: giveSchema,
      bodyLimit: BODY_LIMIT_BYTES,
    },
    async (request, reply) => {
      const { experienceId, leverId, ...opinion } = request.body;
      // The schema demands one of the two.
      const subject =
        experienceId === undefined
          ? { experienceId: null, leverId: leverId ?? '' }
          : { experienceId, leverId: null };
      const feedback = await essaimage.feedback.give({ ...opinion, subject }, audienceOf(request));
      return reply
        .code(201)
        .header('location', `/v1/feedback/${feedback.id}`)
        .send({ ...feedback, ...feedback.subject });
    },
  );

  app.delete(
    '/feedback/:id',
    {
      config: { access: 'open', problems: ['feedback-not-found', 'store-unavailable', 'deadline-exceeded'] },
      schema: takeBackSchema,
    },
    async (request, reply) => {
      await essaimage.feedback.takeBack(request.params.id);
      return reply.code(204).send(null);
    },
  );
};
