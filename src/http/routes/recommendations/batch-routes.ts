import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { audienceOf } from '../../input/audience.ts';
import { closedObject } from '../../input/request-values.ts';
import { ClientGoneError } from '../../plugins/cancellation.ts';
import { toProblem } from '../../problems/problem.ts';
import { type Problem, problemSchema } from '../../problems/problem-schema.ts';
import { listOf, named } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentRecommendation } from './present.ts';
import { fromBody, QUESTION_CONFIG } from './question.ts';
import { type RecommendationBody, recommendationBodySchema } from './request-schemas.ts';
import { recommendationSchema } from './schemas.ts';

const MAX_QUESTIONS = 50;
/** Bounds the answer to a few megabytes. */
const MAX_SHOWN = 250;

/** Fifty long questions. */
const BODY_LIMIT_BYTES = 256 * 1024;

const schema = {
  operationId: 'recommendBatch',
  tags: ['recommendations'],
  summary: 'Recommander pour plusieurs demandes',
  description:
    'Répond à 50 demandes au plus, l’une après l’autre, chacune comme POST /v1/recommendations. Chaque demande compte pour un appel dans les limites, et laisse passer les autres clients avant la suivante. Toutes ont le même délai, celui d’un appel : celles qu’il ne laisse pas finir ont l’erreur `deadline-exceeded`, et se renvoient. Une demande mal formée fait refuser l’ensemble.',
  body: closedObject({
    questions: z
      .array(recommendationBodySchema)
      .min(1)
      .max(MAX_QUESTIONS)
      .refine((questions) => questions.reduce((sum, { limit }) => sum + limit, 0) <= MAX_SHOWN, {
        error: `La somme des « limit » dépasse ${MAX_SHOWN} : baissez-les, ou envoyez plusieurs lots.`,
        params: { code: 'too-large' },
      })
      .describe(
        `Les demandes, chacune telle que POST /v1/recommendations la reçoit. La somme de leurs « limit » est de ${MAX_SHOWN} au plus.`,
      ),
  }).meta({ id: 'Batch', description: 'Plusieurs demandes.' }),
  response: {
    200: named('BatchResult', 'Ce qui est répondu à chaque demande.', {
      results: listOf('BatchedAnswer', 'Une réponse ou une erreur par demande, dans leur ordre.', {
        recommendation: recommendationSchema.nullable().describe('La réponse ; null en cas d’erreur.'),
        problem: problemSchema
          .nullable()
          .describe(
            'Pourquoi cette demande n’a pas de réponse, tel que POST /v1/recommendations le dirait ; null sinon. Ses pointeurs partent de la demande.',
          ),
      }),
    }).describe('Une réponse ou une erreur par demande.'),
  },
};

/** Describes the error of one question. @throws the error itself when it is not about the question */
function problemOf(error: unknown, { id, url }: FastifyRequest, question: RecommendationBody): Problem {
  if (error instanceof ClientGoneError) throw error;
  const { problem } = toProblem(error, { id, url, body: question, query: {} });
  if (problem.code === 'internal') throw error;
  return problem;
}

export const routes: ApiRoutes = async (app, { essaimage }) => {
  app.post(
    '/recommendations::batch',
    { config: QUESTION_CONFIG, schema, bodyLimit: BODY_LIMIT_BYTES },
    async (request, reply) => {
      const results = [];
      for (const [position, question] of request.body.questions.entries()) {
        try {
          request.cancellation.throwIfAborted();
          if (position > 0) {
            app.countCall(request, reply);
            await request.takeNextPlace();
          }
          const asked = fromBody(question, audienceOf(request));
          const answer = await essaimage.recommend(asked, request.cancellation);
          results.push({
            recommendation: presentRecommendation(answer, essaimage.taxonomy),
            problem: null,
          });
        } catch (error) {
          results.push({ recommendation: null, problem: problemOf(error, request, question) });
        }
      }
      return { results };
    },
  );
};
