import type { FastifyPluginAsync } from 'fastify';
import { escapeHtml } from '../../domain/text/escape-html.ts';
import { CODES, PROBLEMS, statusOf } from '../problems/problem-catalogue.ts';

/** Renders the page that the `type` of each problem links to, with one section per code. */
function renderErrorsPage(): string {
  const sections = CODES.map((code) => {
    const { title, advice } = PROBLEMS[code];
    return `<section id="${code}"><h2>${escapeHtml(title)}</h2><p><code>${code}</code> · statut ${statusOf(code)}</p><p>${escapeHtml(advice)}</p></section>`;
  });
  return [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Erreurs de l’API Essaimage</title>',
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>',
    '<h1>Erreurs de l’API Essaimage</h1>',
    ...sections,
    '</main></body></html>',
  ].join('\n');
}

export const documentationRoutes: FastifyPluginAsync = async (app) => {
  const errorsPage = renderErrorsPage();
  const config = { access: 'open', maxAgeSeconds: 300 } as const;
  app.get('/openapi.json', { config, schema: { hide: true } }, async () => app.readDocuments().integrators);
  app.get(
    '/openapi-redaction.json',
    { config, schema: { hide: true } },
    async () => app.readDocuments().editors,
  );
  app.get('/errors', { config, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(errorsPage),
  );
};
