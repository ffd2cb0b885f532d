import type { FastifyPluginAsync } from 'fastify';
import { escapeHtml } from '../../domain/text/escape-html.ts';
import { serviceAddress } from '../input/addresses.ts';
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

/** Tells an assistant, or its author, what the service gives and where (https://llmstxt.org). */
function writeGuide(address: string): string {
  return [
    '# Essaimage',
    '',
    '> Ce que des collectivités françaises ont déjà fait avec l’économie sociale et solidaire : des expériences sourcées, les leviers qu’elles ont utilisés et leur droit.',
    '',
    'Sans clé, tout est public et se lit. Chaque expérience donne sa source ; ce qui vaut null est inconnu, et l’absence de proposition est une réponse.',
    '',
    `- [Serveur MCP](${address}/mcp) : les outils d’un assistant, sans session ni clé`,
    `- [API](${address}/openapi.json) : sa description OpenAPI 3.1`,
    `- [Expériences en NDJSON](${address}/v1/experiences.ndjson) et [en CSV](${address}/v1/experiences.csv) : toutes, en un fichier`,
    `- [Catalogue DCAT-AP](${address}/catalogue.jsonld) : licence, éditeur, date`,
    `- [Recettes](${address}/docs/recettes) : des programmes à copier`,
    '',
  ].join('\n');
}

export const documentationRoutes: FastifyPluginAsync<{ readonly publicUrl: string | null }> = async (
  app,
  { publicUrl },
) => {
  const errorsPage = renderErrorsPage();
  const open = { config: { access: 'open', maxAgeSeconds: 300 }, schema: { hide: true } } as const;
  app.get('/openapi.json', open, async (_, reply) =>
    reply.type('application/json').send(app.readDocuments().integrators),
  );
  app.get('/openapi-redaction.json', open, async (_, reply) =>
    reply.type('application/json').send(app.readDocuments().editors),
  );
  app.get('/llms.txt', open, async (request, reply) =>
    reply.type('text/plain; charset=utf-8').send(writeGuide(serviceAddress(request, publicUrl))),
  );
  app.get('/errors', open, async (_, reply) => reply.type('text/html; charset=utf-8').send(errorsPage));
};
