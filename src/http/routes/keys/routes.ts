import type { Essaimage } from '../../../application/essaimage.ts';
import { closedObject } from '../../input/closed-object.ts';
import {
  BODY_PROBLEMS,
  KEY_PROBLEMS,
  problemResponses,
  STORE_PROBLEMS,
} from '../../problems/problem-schema.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { keyListSchema, keyParamsSchema, keyRequestSchema, keySchema, newKeySchema } from './schemas.ts';

type ApiKey = Awaited<ReturnType<Essaimage['keys']['list']>>[number];

const config = { access: 'scope:admin' } as const;
const COMMON = ['request-invalid', ...KEY_PROBLEMS, ...STORE_PROBLEMS] as const;

const present = (key: ApiKey) => ({ ...key, scopes: [...key.scopes] });

const listSchema = {
  operationId: 'listKeys',
  tags: ['Clés'],
  summary: 'Lister les clés',
  description: 'Toutes les clés, sans leurs secrets.',
  querystring: closedObject({}),
  response: { 200: keyListSchema.describe('Les clés.'), ...problemResponses(...COMMON) },
};

const createSchema = {
  operationId: 'createKey',
  tags: ['Clés'],
  summary: 'Créer une clé',
  description:
    'Crée une clé. Seule l’empreinte de son secret est conservée : la clé entière n’est montrée que dans cette réponse.',
  querystring: closedObject({}),
  body: keyRequestSchema,
  response: {
    201: newKeySchema.describe('La clé, avec ce qu’il faut envoyer.'),
    ...problemResponses(...COMMON, ...BODY_PROBLEMS),
  },
};

const revokeSchema = {
  operationId: 'revokeKey',
  tags: ['Clés'],
  summary: 'Révoquer une clé',
  description:
    'La clé ne donne plus aucun droit, dès la requête suivante. Elle reste dans la liste, pour l’historique.',
  params: keyParamsSchema,
  querystring: closedObject({}),
  response: {
    200: keySchema.describe('La clé révoquée.'),
    ...problemResponses(...COMMON, 'key-not-found', 'url-too-long'),
  },
};

/** Manages API keys. */
export const keyRoutes: ApiRoutes = async (app, { essaimage }) => {
  app.get('/keys', { config, schema: listSchema }, async () => ({
    keys: (await essaimage.keys.list()).map(present),
  }));

  app.post('/keys', { config, schema: createSchema }, async (request, reply) => {
    const { label, scopes } = request.body;
    const { key, token } = await essaimage.keys.create({ label, scopes: [...new Set(scopes)] });
    return reply.code(201).send({ ...present(key), token });
  });

  app.delete('/keys/:prefix', { config, schema: revokeSchema }, async (request) =>
    present(await essaimage.keys.revoke(request.params.prefix)),
  );
};
