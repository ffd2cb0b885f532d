import { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { actorOf } from '../../input/audience.ts';
import { Cursors, dated } from '../../input/cursor.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { DOCUMENT_TYPES, MAX_DOCUMENT_BYTES, readOrigin, receiveDocuments } from './document-body.ts';
import {
  importListSchema,
  importParamsSchema,
  importSchema,
  listQuerySchema,
  requestQuerySchema,
} from './schemas.ts';

type ImportJob = Awaited<ReturnType<Essaimage['imports']['get']>>;

const present = ({ isDryRun, policy, actor, ...job }: ImportJob) => ({
  ...job,
  ...policy,
  dryRun: isDryRun,
  requestedBy: actor,
});

const config = { access: 'scope:import+read:members' } as const;
const SEEN =
  ' Demande une clé qui porte « import » et « read:members » : un import touche à ce qui est réservé aux membres, et son compte rendu en parle.';

const requestSchema = {
  operationId: 'requestImport',
  tags: ['imports'],
  summary: 'Demander un import',
  description:
    'Fait entrer une page de n’importe quel site, un document (PDF, DOCX, ODT, Markdown, texte), un tableau (XLSX, CSV ; modèle à l’adresse /modele-experiences.csv), un flux RSS ou Atom, un plan de site, des fiches en JSON ou NDJSON, ou un export du service. Le contenu est reconnu, quels que soient le type annoncé et l’extension. Soit le corps est le document, en octets (20 Mio au plus) ; soit il est `{ "url": "https://…" }`, en JSON et sans paramètre `name`. La réponse vient aussitôt, l’import se fait ensuite : suivez-le à l’adresse de l’en-tête `Location`. Interrompu par un arrêt du service, il reprend à son redémarrage.',
  consumes: DOCUMENT_TYPES,
  querystring: requestQuerySchema,
  body: z.unknown().meta({
    description: 'Le document, ou la demande d’une adresse.',
    anyOf: [
      {
        type: 'object',
        required: ['url'],
        additionalProperties: false,
        properties: { url: { type: 'string', format: 'uri', description: 'Adresse http(s) de la page.' } },
      },
      { type: 'string', description: 'Le document lui-même.' },
    ],
  }),
  response: { 202: importSchema.describe('L’import est en attente ; `Location` donne son adresse.') },
};

const listSchema = {
  operationId: 'listImports',
  tags: ['imports'],
  summary: 'Lister les imports',
  description: `Les imports demandés, le plus récent d’abord.${SEEN}`,
  querystring: listQuerySchema,
  response: { 200: importListSchema.describe('Les imports.') },
};

const readSchema = {
  operationId: 'getImport',
  tags: ['imports'],
  summary: 'Suivre un import',
  description: `Où en est l’import, puis son compte rendu.${SEEN}`,
  params: importParamsSchema,
  response: { 200: importSchema.describe('L’import.') },
};

const cancelSchema = {
  operationId: 'cancelImport',
  tags: ['imports'],
  summary: 'Annuler un import',
  description: `Un import en attente ne commencera pas ; un import en cours s’arrête en quelques secondes, sans rien publier. Dès qu’il a publié, il est terminé.${SEEN}`,
  params: importParamsSchema,
  response: { 200: importSchema.describe('L’import annulé.') },
};

const CURSORS = new Cursors('imports');

export const importRoutes: ApiRoutes = async (app, { essaimage }) => {
  receiveDocuments(app);

  app.post(
    '/imports',
    {
      config: {
        ...config,
        retries: 'answered',
        problems: ['import-queue-full'],
        sends: ['Location'],
      },
      schema: requestSchema,
      bodyLimit: MAX_DOCUMENT_BYTES,
    },
    async (request, reply) => {
      const { name, dryRun: isDryRun, publishAbove = null, access } = request.query;
      const origin = readOrigin(request.body, request.headers['content-type'], name);
      const job = await essaimage.imports.request(
        origin,
        { isDryRun, policy: { publishAbove, access } },
        actorOf(request),
      );
      return reply.code(202).header('location', `/v1/imports/${job.id}`).send(present(job));
    },
  );

  app.get(
    '/imports',
    { config: { ...config, problems: ['cursor-invalid'] }, schema: listSchema },
    async (request) => {
      const { limit, cursor } = request.query;
      const range = { after: CURSORS.read(cursor), limit: limit + 1 };
      const found = await essaimage.imports.list(range, actorOf(request));
      const { items, next } = CURSORS.cut(found, limit, ({ createdAt, id }) => dated(createdAt, id));
      return { imports: items.map(present), next };
    },
  );

  app.get(
    '/imports/:id',
    { config: { ...config, problems: ['import-not-found'] }, schema: readSchema },
    async (request) => present(await essaimage.imports.get(request.params.id, actorOf(request))),
  );

  app.delete(
    '/imports/:id',
    { config: { ...config, problems: ['import-not-found', 'import-ended'] }, schema: cancelSchema },
    async (request) => present(await essaimage.imports.cancel(request.params.id, actorOf(request))),
  );
};
