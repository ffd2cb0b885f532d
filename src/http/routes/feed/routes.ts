import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { serviceAddress } from '../../input/service-address.ts';
import { presentFeed } from './present.ts';
import { feedQuerySchema, feedSchema } from './schemas.ts';

const config = {
  access: 'read',
  maxAgeSeconds: 60,
  problems: [
    'theme-unknown',
    'lever-unknown',
    'territory-unknown',
    'territory-ambiguous',
    'http-invalid',
    'index-not-ready',
  ],
} as const;

const feedRouteSchema = {
  operationId: 'readFeed',
  tags: ['Flux'],
  summary: 'Suivre les nouvelles expériences',
  description:
    'Flux Atom des 50 dernières expériences ajoutées ou modifiées, la plus récente d’abord, à donner à un lecteur de flux. Il ne contient que ce qui est public, même avec une clé : un lecteur de flux conserve ce qu’il lit.',
  querystring: feedQuerySchema,
  response: {
    200: {
      description: 'Le flux ; il peut être vide.',
      content: { 'application/atom+xml': { schema: feedSchema } },
    },
  },
};

export const feedRoutes: FastifyPluginAsyncZod<{
  readonly essaimage: Essaimage;
  /** Public origin of the service; null to read it from each request. */
  readonly publicUrl: string | null;
}> = async (app, { essaimage, publicUrl }) => {
  app.get('/feed.atom', { config, schema: feedRouteSchema }, async (request, reply) => {
    const { query } = request;
    const asked = {
      theme: query.theme ?? null,
      lever: query.lever ?? null,
      territory: query.territory === undefined ? null : { code: query.territory, kind: query.territoryKind },
    };
    const list = await essaimage.listRecentExperiences(asked, request.cancellation);
    const address = serviceAddress(request, publicUrl);
    return reply
      .type('application/atom+xml; charset=utf-8')
      .send(presentFeed(list, { address, query, taxonomy: essaimage.taxonomy }));
  });
};
