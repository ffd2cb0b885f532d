import { audienceOf } from '../../input/audience.ts';
import { closedObject } from '../../input/closed-object.ts';
import { INDEX_PROBLEMS, problemResponses } from '../../problems/problem-schema.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentLeverPage, presentLevers } from './present.ts';
import { leverListSchema, leverPageSchema, leverParamsSchema } from './schemas.ts';

const MAX_AGE_SECONDS = 60;

export const leverRoutes: ApiRoutes = async (app, { essaimage }) => {
  app.get(
    '/levers',
    {
      config: { access: 'read', maxAgeSeconds: MAX_AGE_SECONDS },
      schema: {
        operationId: 'listLevers',
        tags: ['Taxonomie'],
        summary: 'Lister les leviers',
        description:
          'Donne tous les leviers, avec leur définition, leur fondement juridique, un point de vigilance et le nombre d’expériences de chacun.',
        querystring: closedObject({}),
        response: {
          200: leverListSchema.describe('Les leviers.'),
          ...problemResponses('request-invalid', ...INDEX_PROBLEMS),
        },
      },
    },
    async (request) => presentLevers(await essaimage.listLevers(audienceOf(request), request.cancellation)),
  );

  app.get(
    '/levers/:id',
    {
      config: { access: 'read', maxAgeSeconds: MAX_AGE_SECONDS },
      schema: {
        operationId: 'getLever',
        tags: ['Taxonomie'],
        summary: 'Lire un levier',
        description: 'Donne un levier et les expériences qui l’utilisent, avec ce que chacune en a fait.',
        params: leverParamsSchema,
        querystring: closedObject({}),
        response: {
          200: leverPageSchema.describe('Le levier et ses expériences.'),
          ...problemResponses('request-invalid', 'lever-not-found', 'url-too-long', ...INDEX_PROBLEMS),
        },
      },
    },
    async (request) =>
      presentLeverPage(
        await essaimage.getLever(request.params.id, audienceOf(request), request.cancellation),
      ),
  );
};
