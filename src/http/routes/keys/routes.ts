import { actorOf } from '../../input/audience.ts';
import { cursorsOf, cutPage } from '../../input/cursor.ts';
import type { ApiRoutes } from '../api-routes.ts';
import {
  keyListQuerySchema,
  keyListSchema,
  keyParamsSchema,
  keyRequestSchema,
  keySchema,
  newKeySchema,
} from './schemas.ts';

const config = { access: 'scope:admin' } as const;

const listSchema = {
  operationId: 'listKeys',
  tags: ['keys'],
  summary: 'Lister les clés',
  description: 'Toutes les clés, page par page, sans leurs secrets.',
  querystring: keyListQuerySchema,
  response: { 200: keyListSchema.describe('Les clés.') },
};

const createSchema = {
  operationId: 'createKey',
  tags: ['keys'],
  summary: 'Créer une clé',
  description:
    'Crée une clé. Seule l’empreinte de son secret est conservée : la clé entière n’est montrée que dans cette réponse.',
  body: keyRequestSchema,
  response: { 201: newKeySchema.describe('La clé, avec ce qu’il faut envoyer.') },
};

const revokeSchema = {
  operationId: 'revokeKey',
  tags: ['keys'],
  summary: 'Révoquer une clé',
  description:
    'La clé ne donne plus aucun droit, dès la requête suivante. Elle reste dans la liste, pour l’historique. La dernière clé « admin » ne peut pas se révoquer elle-même.',
  params: keyParamsSchema,
  response: { 200: keySchema.describe('La clé révoquée.') },
};

const CURSORS = cursorsOf('keys');

export const routes: ApiRoutes = async (app, { essaimage }) => {
  app.get(
    '/keys',
    { config: { ...config, problems: ['cursor-invalid'] }, schema: listSchema },
    async (request) => {
      const { limit, cursor } = request.query;
      const found = await essaimage.keys.list({ after: CURSORS.read(cursor), limit: limit + 1 });
      const { items, last } = cutPage(found, limit, ({ createdAt, prefix }) => ({
        key: Date.parse(createdAt),
        id: prefix,
      }));
      return { keys: items, next: CURSORS.write(last) };
    },
  );

  app.post(
    '/keys',
    { config: { ...config, retries: 'refused' }, schema: createSchema },
    async (request, reply) => {
      const { label, scopes, expiresOn } = request.body;
      const asked = { label, scopes: [...new Set(scopes)], expiresOn };
      const { key, token } = await essaimage.keys.create(asked, actorOf(request).actor);
      return reply.code(201).send({ ...key, token });
    },
  );

  app.delete(
    '/keys/:prefix',
    { config: { ...config, problems: ['key-not-found', 'key-last-admin'] }, schema: revokeSchema },
    (request) => essaimage.keys.revoke(request.params.prefix, actorOf(request).actor),
  );
};
