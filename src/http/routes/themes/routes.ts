import { z } from 'zod';
import { audienceOf } from '../../input/audience.ts';
import { integer, named } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { labelSchema } from '../experiences/schemas.ts';

const countedThemeSchema = named('CountedTheme', 'Un thème, et son nombre d’expériences.', {
  ...labelSchema.shape,
  experienceCount: integer('Nombre d’expériences qui le portent.'),
});

export const themeListSchema = named('ThemeList', 'Les thèmes de la taxonomie.', {
  themes: z.array(countedThemeSchema).describe('Dans l’ordre de la taxonomie.'),
});

const listSchema = {
  operationId: 'listThemes',
  tags: ['taxonomy'],
  summary: 'Lister les thèmes',
  description: 'Donne tous les thèmes et le nombre d’expériences de chacun.',
  response: { 200: themeListSchema.describe('Les thèmes.') },
};

export const routes: ApiRoutes = async (app, { essaimage }) => {
  app.get(
    '/themes',
    { config: { access: 'read', maxAgeSeconds: 60 }, schema: listSchema },
    async (request) => {
      const themes = await essaimage.listThemes(audienceOf(request), request.cancellation);
      return { themes: themes.map(({ theme, experienceCount }) => ({ ...theme, experienceCount })) };
    },
  );
};
