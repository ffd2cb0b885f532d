import { z } from 'zod';
import { closedObject } from '../../input/closed-object.ts';
import { problemSchema } from '../../problems/problem-schema.ts';
import { listOf, named } from '../answer-schemas.ts';
import { recommendationBodySchema } from './request-schemas.ts';
import { recommendationSchema } from './schemas.ts';

const MAX_QUESTIONS = 50;
/** Bounds the answer to a few megabytes. */
const MAX_SHOWN = 250;

export const batchBodySchema = closedObject({
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
}).meta({ id: 'Batch', description: 'Plusieurs demandes.' });

export const batchSchema = named('BatchResult', 'Ce qui est répondu à chaque demande.', {
  results: listOf('Une réponse ou une erreur par demande, dans leur ordre.', {
    recommendation: recommendationSchema.nullable().describe('La réponse ; null en cas d’erreur.'),
    problem: problemSchema
      .nullable()
      .describe(
        'Pourquoi cette demande n’a pas de réponse, tel que POST /v1/recommendations le dirait ; null sinon. Ses pointeurs partent de la demande.',
      ),
  }),
});
