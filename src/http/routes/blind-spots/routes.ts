import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { HttpProblem } from '../../problems/problem.ts';
import { integer, listOf, named, text } from '../answer-schemas.ts';

const listSchema = {
  operationId: 'listBlindSpots',
  tags: ['editing'],
  summary: 'Lister les angles morts',
  description:
    'Ce sur quoi des questions n’ont rien trouvé de proche, compté par mois : thème, contexte, département. Aucun texte n’est gardé ; un nombre de moins de 5 n’est pas montré. Répond 404 si l’exploitant ne les compte pas (BLIND_SPOTS). Demande une clé qui porte « import » et « read:members ».',
  response: {
    200: named('BlindSpots', 'Ce que des questions n’ont pas trouvé.', {
      blindSpots: listOf('Le mois le plus récent d’abord, puis le plus grand nombre.', {
        month: z.string().meta({ description: 'Mois (AAAA-MM).', pattern: '^\\d{4}-\\d{2}$' }),
        kind: z
          .enum(['theme', 'setting', 'department'])
          .describe('Thème (theme), contexte (setting) ou département (department).'),
        value: text('Identifiant du thème, contexte, ou code du département.'),
        label: text('Son nom.'),
        count: integer('Nombre de questions, 5 au moins.'),
      }),
    }).describe('Les angles morts.'),
  },
};

/** @param isOpen whether the operator counts them */
export const blindSpotRoutes: FastifyPluginAsyncZod<{
  readonly essaimage: Pick<Essaimage, 'listBlindSpots'>;
  readonly isOpen: boolean;
}> = async (app, { essaimage, isOpen }) => {
  app.get(
    '/blind-spots',
    { config: { access: 'scope:import+read:members', problems: ['route-not-found'] }, schema: listSchema },
    async () => {
      if (!isOpen) throw new HttpProblem('route-not-found');
      return { blindSpots: await essaimage.listBlindSpots() };
    },
  );
};
