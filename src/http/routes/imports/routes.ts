import { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import {
  importJobSchema,
  importPolicySchema,
  importReportSchema,
} from '../../../domain/import-job/import-job.ts';
import { actorOf } from '../../input/audience.ts';
import { Cursors, cursorInQuery, dated } from '../../input/cursor.ts';
import {
  booleanInQuery,
  closedObject,
  idInPath,
  limitInQuery,
  numberInQuery,
  personText,
} from '../../input/request-values.ts';
import { named, textOrNull } from '../answer-schemas.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { DOCUMENT_TYPES, MAX_DOCUMENT_BYTES, readOrigin, receiveDocuments } from './document-body.ts';

const reportSchema = importReportSchema
  .omit({ dryRun: true })
  .meta({ id: 'ImportReport', description: 'Ce qu’un import a fait, ou ferait.' });

const { isDryRun, policy, actor, report, ...jobShape } = importJobSchema.shape;

const importSchema = named('Import', 'Un import demandé par l’API.', {
  ...jobShape,
  dryRun: isDryRun,
  ...policy.shape,
  report: reportSchema.nullable().describe(report.description ?? ''),
  requestedBy: actor,
});

const requestQuerySchema = closedObject({
  name: personText({ min: 1, max: 200, needsWord: true })
    .exactOptional()
    .describe(
      'Nom du document envoyé, montré dans le compte rendu. D’un envoi à l’autre de la même clé, il dit que c’est la même liste : ce qui ne s’y trouve plus est tenu pour disparu ; sans nom, rien ne l’est. Il est obligatoire pour un document JSON : sans lui, le corps JSON est une demande { "url": … }.',
    ),
  dryRun: booleanInQuery.default(false).meta({
    default: false,
    description: 'Essai : montre ce qui serait enregistré, sans rien enregistrer.',
  }),
  publishAbove: numberInQuery(0, 1)
    .exactOptional()
    .describe(importPolicySchema.shape.publishAbove.description ?? ''),
  publishFiches: booleanInQuery
    .default(true)
    .meta({ default: true, description: importPolicySchema.shape.publishFiches.description }),
  access: z
    .enum(ACCESS_LEVELS)
    .default('members')
    .meta({ default: 'members', description: importPolicySchema.shape.access.description }),
});

const importParamsSchema = idInPath('Identifiant de l’import.');

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
    id: 'PageToImport',
    description: 'La demande d’une adresse. Avec `name`, un document JSON.',
    type: 'object',
    properties: { url: { type: 'string', format: 'uri', description: 'Adresse http(s) de la page.' } },
  }),
  response: { 202: importSchema.describe('L’import est en attente ; `Location` donne son adresse.') },
};

const listSchema = {
  operationId: 'listImports',
  tags: ['imports'],
  summary: 'Lister les imports',
  description: `Les imports demandés, le plus récent d’abord.${SEEN}`,
  querystring: closedObject({
    limit: limitInQuery(100, 20, 'Nombre d’imports par page.'),
    cursor: cursorInQuery,
  }),
  response: {
    200: named('ImportList', 'Les imports demandés.', {
      imports: z.array(importSchema).describe('Du plus récent au plus ancien.'),
      next: textOrNull('Curseur de la page suivante ; null sur la dernière.'),
    }).describe('Les imports.'),
  },
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

export const routes: ApiRoutes = async (app, { essaimage }) => {
  receiveDocuments(app);

  app.post(
    '/imports',
    {
      config: {
        ...config,
        retries: 'answered',
        sends: ['Location'],
      },
      schema: requestSchema,
      bodyLimit: MAX_DOCUMENT_BYTES,
    },
    async (request, reply) => {
      const { name, dryRun: isDryRun, publishAbove = null, publishFiches, access } = request.query;
      const origin = readOrigin(request.body, request.headers['content-type'], name);
      const job = await essaimage.imports.request(
        origin,
        { isDryRun, policy: { publishAbove, publishFiches, access } },
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
