import { z } from 'zod';
import { actorOf } from '../../input/audience.ts';
import { closedObject } from '../../input/closed-object.ts';
import {
  BODY_PROBLEMS,
  KEY_PROBLEMS,
  problemResponses,
  STORE_PROBLEMS,
} from '../../problems/problem-schema.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentFiche, presentHistory, toAskedPatch } from './edit-present.ts';
import { ficheSchema, historySchema, patchSchema } from './edit-schemas.ts';
import { experienceParamsSchema } from './schemas.ts';

const config = { access: 'scope:import' } as const;
/** Demands `read:members` too: earlier states of a public fiche may have been for members. */
const historyConfig = { access: 'scope:import+read:members' } as const;

const FICHE_PROBLEMS = [
  'request-invalid',
  'experience-not-found',
  'url-too-long',
  ...KEY_PROBLEMS,
  ...STORE_PROBLEMS,
] as const;

const SEEN =
  ' Une fiche réservée aux membres demande une clé qui porte aussi « read:members » ; sans lui, elle n’existe pas.';

const correctSchema = {
  operationId: 'correctExperience',
  tags: ['Corrections'],
  summary: 'Corriger une expérience',
  description: `Remplace les champs donnés, et eux seuls. Les corrections survivent aux imports suivants de la même page ; l’historique dit qui a changé quoi.${SEEN}`,
  params: experienceParamsSchema,
  querystring: closedObject({}),
  body: patchSchema,
  response: {
    200: ficheSchema.describe('La fiche corrigée.'),
    ...problemResponses(
      ...FICHE_PROBLEMS,
      ...BODY_PROBLEMS,
      'theme-unknown',
      'lever-unknown',
      'territory-unknown',
      'territory-ambiguous',
      'embedder-unavailable',
    ),
  },
};

const deleteSchema = {
  operationId: 'deleteExperience',
  tags: ['Corrections'],
  summary: 'Supprimer une expérience',
  description: `Supprime la fiche ; elle ne revient pas aux imports suivants de la même page. Pour la retirer sans la perdre, masquez-la avec PATCH.${SEEN}`,
  params: experienceParamsSchema,
  querystring: closedObject({}),
  response: {
    204: z.null().describe('La fiche n’existe plus.'),
    ...problemResponses(...FICHE_PROBLEMS, 'embedder-unavailable'),
  },
};

const readHistorySchema = {
  operationId: 'readExperienceHistory',
  tags: ['Corrections'],
  summary: 'Lire l’historique d’une expérience',
  description: `Dit qui a changé la fiche, quand, et en quoi.${SEEN}`,
  params: experienceParamsSchema,
  querystring: closedObject({}),
  response: {
    200: historySchema.describe('L’historique.'),
    ...problemResponses(...FICHE_PROBLEMS),
  },
};

/** Corrects and deletes fiches, and reads their history, for keys with `import`. */
export const experienceEditRoutes: ApiRoutes = async (app, { essaimage }) => {
  app.patch('/experiences/:id', { config, schema: correctSchema }, async (request) => {
    const editor = { ...actorOf(request), mayEdit: true };
    const fiche = await essaimage.fiches.correct(request.params.id, toAskedPatch(request.body), editor);
    return presentFiche(fiche, essaimage.taxonomy);
  });

  app.delete('/experiences/:id', { config, schema: deleteSchema }, async (request, reply) => {
    await essaimage.fiches.remove(request.params.id, { ...actorOf(request), mayEdit: true });
    return reply.code(204).send(null);
  });

  app.get(
    '/experiences/:id/history',
    { config: historyConfig, schema: readHistorySchema },
    async (request) => {
      const reader = { ...actorOf(request), mayEdit: true };
      return presentHistory(await essaimage.fiches.history(request.params.id, reader));
    },
  );
};
