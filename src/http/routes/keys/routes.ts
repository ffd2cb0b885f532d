import { z } from 'zod';
import { apiKeySchema, dayOf, SCOPES } from '../../../domain/access/api-key.ts';
import { actorOf } from '../../input/audience.ts';
import { Cursors, cursorInQuery, dated } from '../../input/cursor.ts';
import { closedObject, limitInQuery, personText } from '../../input/request-values.ts';
import { named, text, textOrNull } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';

const keySchema = apiKeySchema.meta({ id: 'Key', description: 'Une clé de l’API, sans son secret.' });

const keyRequestSchema = closedObject({
  label: personText({ min: 1, max: 100, needsWord: true }).describe(
    'À quoi elle sert, et à qui elle est remise.',
  ),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .max(SCOPES.length)
    .describe(
      'Droits : « read:members » (lire ce qui est réservé aux membres), « import » (importer et corriger), « admin » (gérer les clés). Aucun n’en contient un autre.',
    ),
  expiresOn: z.iso
    .date()
    .refine((day) => day >= dayOf(new Date()), 'Ce jour est passé.')
    .optional()
    .describe('Dernier jour où elle sera valable (UTC) ; omis, elle l’est sans fin.'),
}).meta({ id: 'KeyRequest', description: 'Une clé à créer.' });

const config = { access: 'scope:admin' } as const;

const listSchema = {
  operationId: 'listKeys',
  tags: ['keys'],
  summary: 'Lister les clés',
  description: 'Toutes les clés, page par page, sans leurs secrets.',
  querystring: closedObject({
    limit: limitInQuery(100, 100, 'Nombre de clés par page.'),
    cursor: cursorInQuery,
  }),
  response: {
    200: named('KeyList', 'Les clés de l’API.', {
      keys: z
        .array(keySchema)
        .readonly()
        .describe('De la plus ancienne à la plus récente, révoquées comprises.'),
      next: textOrNull('Curseur de la page suivante ; null sur la dernière.'),
    }).describe('Les clés.'),
  },
};

const createSchema = {
  operationId: 'createKey',
  tags: ['keys'],
  summary: 'Créer une clé',
  description:
    'Crée une clé. Seule l’empreinte de son secret est conservée : la clé entière n’est montrée que dans cette réponse.',
  body: keyRequestSchema,
  response: {
    201: named('NewKey', 'Une clé qui vient d’être créée.', {
      ...keySchema.shape,
      token: text('La clé entière, à envoyer après « Bearer » : elle n’est montrée qu’ici, cette fois.'),
    }).describe('La clé, avec ce qu’il faut envoyer.'),
  },
};

const revokeSchema = {
  operationId: 'revokeKey',
  tags: ['keys'],
  summary: 'Révoquer une clé',
  description:
    'La clé ne donne plus aucun droit, dès la requête suivante. Elle reste dans la liste, pour l’historique. La dernière clé « admin » ne peut pas se révoquer elle-même.',
  params: closedObject({
    prefix: personText({ min: 1, max: 100, needsWord: false }).describe('Préfixe de la clé.'),
  }),
  response: { 200: keySchema.describe('La clé révoquée.') },
};

const CURSORS = new Cursors('keys');

export const routes: ApiRoutes = async (app, { essaimage }) => {
  app.get(
    '/keys',
    { config: { ...config, problems: ['cursor-invalid'] }, schema: listSchema },
    async (request) => {
      const { limit, cursor } = request.query;
      const found = await essaimage.keys.list({ after: CURSORS.read(cursor), limit: limit + 1 });
      const { items: keys, next } = CURSORS.cut(found, limit, (key) => dated(key.createdAt, key.prefix));
      return { keys, next };
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
