/**
 * Writes what the routes say of themselves to `openapi/openapi.json`, and the errors of the API to
 * `docs/errors.md`. Needs neither database nor model. With a folder as argument, writes there.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Essaimage } from '../src/application/essaimage.ts';
import { createApp } from '../src/http/app.ts';
import { PROBLEMS } from '../src/http/problem-catalogue.ts';

function unused(): never {
  throw new Error('aucune route n’est appelée pour décrire l’API');
}

const essaimage: Essaimage = {
  recommend: unused,
  searchExperiences: unused,
  fiches: { read: unused, correct: unused, remove: unused, history: unused },
  listRecentExperiences: unused,
  findSimilarExperiences: unused,
  listLevers: unused,
  getLever: unused,
  listThemes: unused,
  findTerritories: unused,
  getTerritory: unused,
  feedback: { give: unused, takeBack: unused },
  checkReadiness: unused,
  readLoad: unused,
  authenticateKey: unused,
  keys: { create: unused, list: unused, revoke: unused },
  imports: { request: unused, get: unused, list: unused, cancel: unused },
  taxonomy: { levers: [], themes: [], hash: '' },
};

function describeErrors(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, title, advice }]) => `## ${title}\n\n\`${code}\` · statut ${status}\n\n${advice}\n`,
  );
  return [
    '# Erreurs de l’API',
    '',
    '<!-- Produit par « npm run openapi » à partir de src/http/problem-catalogue.ts. -->',
    '',
    'Toutes les erreurs sont au format `application/problem+json` (RFC 9457), en français. `type` mène à cette description',
    '(`/errors#<code>` sur le service), `code` est stable, `detail` dit ce qui s’est passé et ce qu’il faut faire, `errors`',
    'donne chaque valeur en cause avec son pointeur JSON. Les erreurs 5xx portent `requestId`, à citer pour les signaler ;',
    'les 429 et 503 portent l’en-tête `Retry-After`.',
    '',
    ...rows,
  ].join('\n');
}

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));

async function write(path: string, content: string): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

const app = await createApp({
  essaimage,
  config: {
    corsOrigins: ['*'],
    rateLimitPerMinute: 1,
    trustProxy: false,
    publicUrl: null,
    requestTimeoutMs: 60_000,
  },
  logLevel: 'silent',
});
await write('openapi/openapi.json', `${JSON.stringify(app.swagger(), null, 2)}\n`);
await write('docs/errors.md', describeErrors());
await app.close();
