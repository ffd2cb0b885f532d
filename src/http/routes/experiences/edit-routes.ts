import { z } from 'zod';
import { actorOf } from '../../input/audience.ts';
import type { ApiRoutes } from '../api-routes.ts';
import {
  deleteQuerySchema,
  editedSchema,
  editHeadersSchema,
  historySchema,
  patchSchema,
} from './edit-schemas.ts';
import { demandedVersion, presentEdited, presentHistory, toAskedPatch } from './present.ts';
import { experienceParamsSchema } from './schemas.ts';

const config = {
  access: 'scope:import',
  problems: [
    'experience-not-found',
    'changed-meanwhile',
    'source-reserved',
    'theme-unknown',
    'lever-unknown',
    'quote-not-in-fiche',
    'territory-unknown',
    'territory-ambiguous',
    'embedder-unavailable',
  ],
} as const;
const deleteConfig = { ...config, problems: ['experience-not-found'] } as const;
/** Demands `read:members` too: earlier states of a public fiche may have been for members. */
const historyConfig = { access: 'scope:import+read:members', problems: ['experience-not-found'] } as const;

const SEEN =
  ' Une fiche réservée aux membres demande une clé qui porte aussi « read:members » ; sans lui, elle n’existe pas.';

const correctSchema = {
  operationId: 'correctExperience',
  tags: ['editing'],
  summary: 'Corriger une expérience',
  description: `Remplace les champs donnés, et eux seuls. Les corrections survivent aux imports suivants de la même page ; l’historique dit qui a changé quoi.${SEEN}`,
  params: experienceParamsSchema,
  headers: editHeadersSchema,
  body: patchSchema,
  response: { 200: editedSchema.describe('La fiche corrigée.') },
};

const deleteSchema = {
  operationId: 'deleteExperience',
  tags: ['editing'],
  summary: 'Supprimer une expérience',
  description: `Supprime la fiche ; elle ne revient pas aux imports suivants de la même page. Pour la retirer sans la perdre, écartez-la avec PATCH (« status »). Avec « erase=true », tout ce qui en est enregistré est effacé : corrections, valeurs de l’historique, comptes rendus, texte de sa ressource ; une clé qui porte aussi « read:members » efface de même ce qui reste d’une fiche supprimée auparavant.${SEEN}`,
  params: experienceParamsSchema,
  querystring: deleteQuerySchema,
  response: { 204: z.null().describe('La fiche n’existe plus.') },
};

const readHistorySchema = {
  operationId: 'readExperienceHistory',
  tags: ['editing'],
  summary: 'Lire l’historique d’une expérience',
  description: `Dit qui a changé la fiche, quand, et en quoi.${SEEN}`,
  params: experienceParamsSchema,
  response: { 200: historySchema.describe('L’historique.') },
};

export const experienceEditRoutes: ApiRoutes = async (app, { essaimage }) => {
  app.patch('/experiences/:id', { config, schema: correctSchema }, async (request) => {
    const editor = { ...actorOf(request), mayEdit: true };
    const { params, body, cancellation } = request;
    const version = demandedVersion(request.headers['if-match']);
    const options = { signal: cancellation, version };
    const fiche = await essaimage.fiches.correct(params.id, toAskedPatch(body), editor, options);
    return presentEdited(fiche, essaimage.taxonomy);
  });

  app.delete('/experiences/:id', { config: deleteConfig, schema: deleteSchema }, async (request, reply) => {
    const { erase: isErased } = request.query;
    await essaimage.fiches.remove(request.params.id, { isErased }, { ...actorOf(request), mayEdit: true });
    return reply.code(204).send(null);
  });

  app.get(
    '/experiences/:id/history',
    { config: historyConfig, schema: readHistorySchema },
    async (request) => {
      const reader = { ...actorOf(request), mayEdit: true };
      return { history: presentHistory(await essaimage.fiches.history(request.params.id, reader)) };
    },
  );
};
