import { z } from 'zod';
import { dateTime, listOf, named, text, titledSchema } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';

const listSchema = {
  operationId: 'listSourceChecks',
  tags: ['editing'],
  summary: 'Lister les adresses à vérifier',
  description:
    'Les adresses de sources d’expériences publiées que la dernière vérification (« essaimage check-sources ») n’a pas atteintes, ou a trouvées ailleurs ; 500 au plus. Demande une clé qui porte « import » et « read:members ».',
  response: {
    200: named('SourceChecks', 'Des adresses à vérifier.', {
      sources: listOf('SourceCheck', 'Celles qui ne répondent pas d’abord, puis par adresse.', {
        url: text('Adresse que cite la fiche.'),
        outcome: z.enum(['to-check', 'moved']).describe('À vérifier (to-check), ou déplacée (moved).'),
        detail: text('Pourquoi elle n’est pas atteinte, ou l’adresse qui répond.'),
        checkedAt: dateTime('Quand la vérification l’a visitée.'),
        experiences: z.array(titledSchema).readonly().describe('Expériences qui la citent.'),
      }),
    }).describe('Les adresses.'),
  },
};

export const routes: ApiRoutes = async (app, { essaimage: { review } }) => {
  app.get(
    '/source-checks',
    { config: { access: 'scope:import+read:members' }, schema: listSchema },
    async () => ({ sources: await review.sources() }),
  );
};
