import { audienceOf } from '../../input/audience.ts';
import { closedObject } from '../../input/closed-object.ts';
import { INDEX_PROBLEMS, problemResponses } from '../../problems/problem-schema.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { themeListSchema } from './schemas.ts';

const MAX_AGE_SECONDS = 60;

export const themeRoutes: ApiRoutes = async (app, { essaimage }) => {
  app.get(
    '/themes',
    {
      config: { access: 'read', maxAgeSeconds: MAX_AGE_SECONDS },
      schema: {
        operationId: 'listThemes',
        tags: ['Taxonomie'],
        summary: 'Lister les thèmes',
        description: 'Donne tous les thèmes et le nombre d’expériences de chacun.',
        querystring: closedObject({}),
        response: {
          200: themeListSchema.describe('Les thèmes.'),
          ...problemResponses('request-invalid', ...INDEX_PROBLEMS),
        },
      },
    },
    async (request) => {
      const themes = await essaimage.listThemes(audienceOf(request), request.cancellation);
      return { themes: themes.map(({ theme, experienceCount }) => ({ ...theme, experienceCount })) };
    },
  );
};
