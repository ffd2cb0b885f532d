import { audienceOf } from '../../input/audience.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentRecommendation } from './present.ts';
import { QUESTION_CONFIG as config, fromBody, fromQuery, MAX_AGE_SECONDS } from './question.ts';
import { recommendationBodySchema, recommendationQuerySchema } from './request-schemas.ts';
import { recommendationSchema } from './schemas.ts';

export const routes: ApiRoutes = async (app, { essaimage }) => {
  const answer = async (...asked: Parameters<typeof essaimage.recommend>) =>
    presentRecommendation(await essaimage.recommend(...asked), essaimage.taxonomy);

  app.post(
    '/recommendations',
    {
      config,
      schema: {
        operationId: 'recommend',
        tags: ['recommendations'],
        summary: 'Recommander des expériences et des leviers',
        description:
          'À partir d’un territoire et de ses priorités, propose des expériences d’autres collectivités et les leviers qu’elles ont actionnés, avec le détail des scores, les raisons et une phrase de preuve. Une demande de plusieurs besoins est divisée, et chaque expérience dit ceux auxquels elle répond et si elle est proche ou seulement voisine. Quand rien ne convient, rien n’est montré. La même demande sur le même index donne la même réponse, octet pour octet. Le texte libre n’est ni conservé, ni journalisé.',
        body: recommendationBodySchema,
        response: { 200: recommendationSchema.describe('La réponse à la demande.') },
      },
    },
    (request) => answer(fromBody(request.body, audienceOf(request)), request.cancellation),
  );

  app.get(
    '/recommendations',
    {
      config: { ...config, maxAgeSeconds: MAX_AGE_SECONDS },
      schema: {
        operationId: 'recommendByLink',
        tags: ['recommendations'],
        summary: 'Recommander par un lien',
        description:
          'La même réponse que POST /v1/recommendations, pour une adresse que l’on peut partager et garder en cache. Une demande longue ou confidentielle passe par POST : une adresse peut rester dans des journaux.',
        querystring: recommendationQuerySchema,
        response: { 200: recommendationSchema.describe('La réponse à la demande.') },
      },
    },
    (request) => answer(fromQuery(request.query, audienceOf(request)), request.cancellation),
  );
};
