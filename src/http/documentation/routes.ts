import type { FastifyPluginAsync } from 'fastify';
import { renderErrorsPage } from './errors-page.ts';

const MAX_AGE_SECONDS = 300;

/** Serves the documentation of the API: the OpenAPI document and the page of errors. */
export const documentationRoutes: FastifyPluginAsync = async (app) => {
  const errorsPage = renderErrorsPage();
  const config = { access: 'open', maxAgeSeconds: MAX_AGE_SECONDS } as const;
  app.get('/openapi.json', { config, schema: { hide: true } }, async () => app.swagger());
  app.get('/errors', { config, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(errorsPage),
  );
};
