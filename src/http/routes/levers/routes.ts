import { audienceOf } from '../../input/audience.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentCosts } from '../experiences/costs.ts';
import { presentTerritory } from '../experiences/present.ts';
import { presentLaw, presentLever, presentWhoMay } from './present.ts';
import { leverListSchema, leverPageSchema, leverParamsSchema } from './schemas.ts';

const config = { access: 'read', maxAgeSeconds: 60 } as const;

const listSchema = {
  operationId: 'listLevers',
  tags: ['taxonomy'],
  summary: 'Lister les leviers',
  description:
    'Donne tous les leviers, avec leur définition, qui peut les utiliser et le nombre d’expériences de chacun. Leurs textes : /v1/levers/{id}.',
  response: { 200: leverListSchema.describe('Les leviers.') },
};

const readSchema = {
  operationId: 'getLever',
  tags: ['taxonomy'],
  summary: 'Lire un levier',
  description:
    'Donne un levier, qui peut l’utiliser, ses textes, ses points de vigilance, ses premiers pas et ses seuils, puis les expériences qui l’utilisent, avec ce que chacune en a fait.',
  params: leverParamsSchema,
  response: { 200: leverPageSchema.describe('Le levier et ses expériences.') },
};

export const routes: ApiRoutes = async (app, { essaimage }) => {
  app.get('/levers', { config, schema: listSchema }, async (request) => {
    const levers = await essaimage.listLevers(audienceOf(request), request.cancellation);
    return {
      levers: levers.map(({ lever, experienceCount }) => ({
        ...presentLever(lever),
        whoMay: presentWhoMay(lever),
        experienceCount,
      })),
    };
  });

  app.get(
    '/levers/:id',
    { config: { ...config, problems: ['lever-not-found'] }, schema: readSchema },
    async (request) => {
      const { id } = request.params;
      const page = await essaimage.getLever(id, audienceOf(request), request.cancellation);
      return {
        ...presentLever(page.lever),
        whoMay: presentWhoMay(page.lever),
        ...presentLaw(page.lever),
        experienceCount: page.experienceCount,
        experiences: page.experiences.map(({ territories, levers, ...experience }) => ({
          ...experience,
          territories: territories.map(presentTerritory),
          what: levers.find(({ lever }) => lever === id)?.what ?? '',
        })),
        costs: presentCosts(page.costs),
      };
    },
  );
};
