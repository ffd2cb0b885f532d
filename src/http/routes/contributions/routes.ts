import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { toAskedTerritory } from '../experiences/edit-present.ts';
import { contributionSchema, receivedSchema } from './schemas.ts';

const HOUR_MS = 3_600_000;
/** Contributions of one address in an hour: each one takes a person's time. */
const MAX_OF_ADDRESS = 10;

const contributeSchema = {
  operationId: 'contribute',
  tags: ['feedback'],
  summary: 'Proposer une expérience',
  description: `Met une expérience dans la file de relecture : personne d’autre que la rédaction ne la voit avant qu’elle soit publiée. Aucune clé n’est lue. ${MAX_OF_ADDRESS} propositions par heure et par adresse. Répond 404 si l’exploitant ne prend pas de propositions (CONTRIBUTIONS).`,
  body: contributionSchema,
  response: { 201: receivedSchema.describe('La proposition attend une relecture.') },
};

export const routes: ApiRoutes = async (app, { essaimage, operator }) => {
  if (!operator.takesContributions) {
    app.addHook('onRequest', async () => {
      throw new HttpProblem('route-not-found');
    });
  }
  app.post(
    '/contributions',
    {
      config: {
        access: 'open',
        retries: 'answered',
        problems: [
          'route-not-found',
          'contributions-full',
          'territory-unknown',
          'territory-ambiguous',
          'theme-unknown',
          'lever-unknown',
          'index-not-ready',
          'embedder-unavailable',
          'store-unavailable',
          'deadline-exceeded',
        ],
        rateLimit: { max: MAX_OF_ADDRESS, timeWindow: HOUR_MS },
      },
      schema: contributeSchema,
    },
    async ({ body, cancellation }, reply) => {
      const contribution = { ...body, territory: toAskedTerritory(body.territory) };
      const id = await essaimage.contribute(contribution, cancellation);
      return reply.code(201).send({ id });
    },
  );
};
