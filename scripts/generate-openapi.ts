/**
 * Writes the descriptions of the routes to `openapi`, and the errors of the API to `docs/errors.md`, under the folder
 * given as argument or under the repository. Needs neither database nor model.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODES, PROBLEMS, statusOf } from '../src/http/problems/problem-catalogue.ts';
import { stubApplication } from '../test/http/stub-application.ts';

function describeErrors(): string {
  const rows = CODES.map((code) => {
    const { title, advice } = PROBLEMS[code];
    return `## ${title}\n\n\`${code}\` · statut ${statusOf(code)}\n\n${advice}\n`;
  });
  return [
    '# Erreurs de l’API',
    '',
    '<!-- Produit par « npm run openapi » à partir de src/domain/faults.ts et de src/http/problems/problem-catalogue.ts. -->',
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

const app = await stubApplication();
const { integrators, editors } = app.readDocuments();
await write('openapi/openapi.json', `${JSON.stringify(JSON.parse(integrators), null, 2)}\n`);
await write('openapi/editors.json', `${JSON.stringify(JSON.parse(editors), null, 2)}\n`);
await write('docs/errors.md', describeErrors());
await app.close();
