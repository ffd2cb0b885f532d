import { z } from 'zod';
import { HttpProblem } from '../../problems/problem.ts';
import { integer, listOf, named, text } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';

const listSchema = {
  operationId: 'listBlindSpots',
  tags: ['editing'],
  summary: 'Lister les angles morts',
  description:
    'Ce sur quoi des questions n’ont rien trouvé de proche, compté par mois : thème, contexte, département. Aucun texte n’est gardé ; un nombre de moins de 5 n’est pas montré. Répond 404 si l’exploitant ne les compte pas (BLIND_SPOTS). Demande une clé qui porte « import » et « read:members ».',
  response: {
    200: named('BlindSpots', 'Ce que des questions n’ont pas trouvé.', {
      blindSpots: listOf('BlindSpot', 'Le mois le plus récent d’abord, puis le plus grand nombre.', {
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

export const routes: ApiRoutes = async (app, { essaimage, operator }) => {
  app.get(
    '/blind-spots',
    { config: { access: 'scope:import+read:members', problems: ['route-not-found'] }, schema: listSchema },
    async () => {
      if (!operator.countsBlindSpots) throw new HttpProblem('route-not-found');
      return { blindSpots: await essaimage.listBlindSpots() };
    },
  );
};
