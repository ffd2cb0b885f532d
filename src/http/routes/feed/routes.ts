import type { FastifyRequest } from 'fastify';
import { serviceAddress } from '../../input/addresses.ts';
import { NAMING_PROBLEMS } from '../../problems/problem-schema.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { asksSomething } from '../recommendations/request-schemas.ts';
import { presentAtom, presentJsonFeed, readFeed } from './feed.ts';
import { feedQuerySchema, feedSchema, jsonFeedSchema } from './schemas.ts';

const config = {
  access: 'read',
  // A question costs as much here as elsewhere.
  needs: ({ query }: FastifyRequest) => (asksSomething(Object(query)) ? 'model' : 'store'),
  maxAgeSeconds: 60,
  problems: [...NAMING_PROBLEMS, 'http-invalid'],
} as const;

const feedRouteSchema = {
  operationId: 'readFeed',
  tags: ['feeds'],
  summary: 'Suivre les nouvelles expériences, ou une question',
  description:
    'Flux Atom à donner à un lecteur de flux. Sans question : les 50 dernières expériences ajoutées ou modifiées, la plus récente d’abord. Avec une question (priorities, themes ou levers, et les autres paramètres du lien d’une réponse) : les dix premières expériences de la réponse, chacune datée de son dernier changement ; une expérience qui entre dans les dix premières est une entrée nouvelle pour le lecteur. Rien n’est conservé de la question. Il ne contient que ce qui est public, même avec une clé : un lecteur de flux conserve ce qu’il lit.',
  querystring: feedQuerySchema,
  response: {
    200: {
      description: 'Le flux ; il peut être vide.',
      content: { 'application/atom+xml': { schema: feedSchema } },
    },
  },
};

const jsonRouteSchema = {
  operationId: 'readJsonFeed',
  tags: ['feeds'],
  summary: 'Suivre les nouvelles expériences, en JSON',
  description: 'Le contenu de /v1/feed.atom, avec les mêmes paramètres, au format JSON Feed 1.1.',
  querystring: feedQuerySchema,
  response: { 200: jsonFeedSchema.describe('Le flux ; il peut être vide.') },
};

export const routes: ApiRoutes = async (app, { essaimage, publicUrl }) => {
  app.get('/feed.atom', { config, schema: feedRouteSchema }, async (request, reply) => {
    const feed = await readFeed(request.query, essaimage, request.cancellation);
    const context = { address: serviceAddress(request, publicUrl), taxonomy: essaimage.taxonomy };
    return reply.type('application/atom+xml; charset=utf-8').send(presentAtom(feed, context));
  });

  app.get('/feed.json', { config, schema: jsonRouteSchema }, async (request) => {
    const feed = await readFeed(request.query, essaimage, request.cancellation);
    return presentJsonFeed(feed, serviceAddress(request, publicUrl));
  });
};
