import { z } from 'zod';
import { editorOf } from '../../input/audience.ts';
import { Cursors, cursorInQuery } from '../../input/cursor.ts';
import {
  closedObject,
  identifier,
  idInPath,
  limitInQuery,
  personText,
  territoryCode,
} from '../../input/request-values.ts';
import { dateTime, integer, listOf, named, text, textOrNull, titledSchema } from '../answer-schemas.ts';
import { type ApiRoutes, EDITORS, FOR_EDITORS } from '../api-routes.ts';
import { experienceParamsSchema, kindSchema } from '../experiences/schemas.ts';

const access = EDITORS;
const tags = ['editing'];
const params = idInPath('Identifiant de la demande.');

/** Graded at once, at most: twice what an answer shows. */
const MOST_GRADES = 100;
const MOST_LEVERS = 20;

const grade = z
  .int()
  .min(0)
  .max(3)
  .describe('Répond exactement (3), répond (2), répond un peu (1) ou ne répond pas (0) à la demande.');

const given = {
  experiences: z
    .record(identifier, grade)
    .refine((grades) => Object.keys(grades).length <= MOST_GRADES, {
      error: `${MOST_GRADES} expériences au plus.`,
      params: { code: 'too-long' },
    })
    .exactOptional()
    .describe(
      'Ce que vaut chaque expérience lue, par son identifiant. Une expérience qui n’y est pas garde son jugement, ou n’est pas jugée.',
    ),
  levers: z
    .array(identifier)
    .max(MOST_LEVERS)
    .exactOptional()
    .describe('Identifiants des leviers à conseiller, le meilleur d’abord.'),
};

const newSchema = closedObject({
  territory: territoryCode.exactOptional().describe('Code INSEE ou SIREN du territoire qui demande.'),
  territoryKind: kindSchema
    .exactOptional()
    .describe('Type de territoire. À préciser pour un code commun à un département et une région (93).'),
  priorities: personText({ min: 3, max: 2000, needsWord: true }).describe(
    'La demande, avec les mots de qui demande ; n’y laissez rien qui désigne une personne.',
  ),
  ...given,
}).meta({ id: 'NewJudgedRequest', description: 'Une demande et ce qui y répond.' });

const changeSchema = closedObject(given).meta({
  id: 'Judgment',
  description: 'Ce qui répond à une demande ; ce qui n’est pas donné reste comme avant.',
});

const requestSchema = named('JudgedRequest', 'Une demande et ce qu’une personne en a jugé.', {
  id: text('Identifiant.'),
  territory: named('JudgedTerritory', 'Le territoire qui demande.', {
    kind: kindSchema.nullable().describe('Type ; null sans territoire.'),
    code: textOrNull('Code ; null sans code officiel.'),
    name: textOrNull('Nom ; null s’il n’est pas dans le découpage administratif.'),
  }),
  priorities: text('La demande.'),
  experiences: listOf('JudgedExperience', 'Les expériences jugées, la meilleure d’abord.', {
    ...titledSchema.shape,
    grade,
  }),
  levers: z
    .array(z.string())
    .readonly()
    .describe('Identifiants des leviers à conseiller, le meilleur d’abord.'),
  judgedAt: dateTime('Dernier jugement donné ici ; null pour une demande livrée avec le service.').nullable(),
});

const changeConfig = {
  access,
  problems: ['judged-request-not-found', 'experience-not-found'],
} as const;

const listSchema = {
  operationId: 'listJudgedRequests',
  tags,
  summary: 'Lire les demandes jugées',
  description: `Les demandes dont une personne a jugé les réponses : le classement s’en souvient. Celles qui ont été jugées ici viennent d’abord.${FOR_EDITORS}`,
  querystring: closedObject({
    q: personText({ min: 1, max: 200, needsWord: true }).exactOptional().describe('Mots de la demande.'),
    limit: limitInQuery(100, 20, 'Nombre de demandes.'),
    cursor: cursorInQuery,
  }),
  response: {
    200: named('JudgedRequestList', 'Des demandes jugées.', {
      requests: z.array(requestSchema).readonly().describe('Celles qui ont été jugées ici d’abord.'),
      total: integer('Nombre de demandes, toutes pages comprises.'),
      next: textOrNull('Curseur de la page suivante ; null à la dernière.'),
    }).describe('Une page de demandes.'),
  },
};

const addSchema = {
  operationId: 'judgeRequest',
  tags,
  summary: 'Juger une nouvelle demande',
  description: `La réponse suivante en tient compte, pour cette demande et pour celles qui lui ressemblent. Le même texte du même territoire est la même demande : ce qui n’est pas donné y reste comme avant.${FOR_EDITORS}`,
  body: newSchema,
  response: { 201: requestSchema.describe('La demande jugée ; `Location` donne son adresse.') },
};

const readSchema = {
  operationId: 'getJudgedRequest',
  tags,
  summary: 'Lire une demande jugée',
  description: `La demande et ce qui en a été jugé.${FOR_EDITORS}`,
  params,
  response: { 200: requestSchema.describe('La demande jugée.') },
};

const editSchema = {
  operationId: 'changeJudgment',
  tags,
  summary: 'Juger autrement une demande',
  description: `Change ou complète ce qui a été jugé d’une demande, livrée avec le service comprise. La réponse suivante en tient compte.${FOR_EDITORS}`,
  params,
  body: changeSchema,
  response: { 200: requestSchema.describe('La demande jugée.') },
};

const takeBackSchema = {
  operationId: 'takeJudgmentBack',
  tags,
  summary: 'Revenir sur un jugement',
  description: `Annule le dernier jugement donné ici : la demande redevient ce qu’elle était avant, ou disparaît si elle est née ici.${FOR_EDITORS}`,
  params,
  response: { 204: z.null().describe('Le jugement est annulé.') },
};

const nearestSchema = {
  operationId: 'listNearestRequests',
  tags,
  summary: 'Lire les demandes auxquelles une expérience répond peut-être',
  description: `Les dix demandes jugées les plus proches de l’expérience, la plus proche d’abord : dire si elle y répond suffit pour que le classement la connaisse.${FOR_EDITORS}`,
  params: experienceParamsSchema,
  response: {
    200: named('NearestRequests', 'Des demandes proches d’une expérience.', {
      requests: z.array(requestSchema).readonly().describe('La plus proche d’abord.'),
    }).describe('Dix demandes au plus.'),
  },
};

export const routes: ApiRoutes = async (app, { essaimage: { judgments } }) => {
  app.get(
    '/judged-requests',
    { config: { access, problems: ['cursor-invalid'] }, schema: listSchema },
    async ({ query: { q, limit, cursor } }) => {
      const cursors = new Cursors('judged-requests', q ?? null);
      const offset = cursors.read(cursor)?.key ?? 0;
      const { requests, total } = await judgments.list({ text: q ?? '', offset, limit });
      const end = offset + requests.length;
      return { requests, total, next: end < total ? cursors.write({ key: end, id: 'r' }) : null };
    },
  );

  app.post(
    '/judged-requests',
    {
      config: {
        access,
        retries: 'answered',
        sends: ['Location'],
        problems: ['experience-not-found', 'lever-unknown', 'territory-unknown', 'territory-ambiguous'],
      },
      schema: addSchema,
    },
    async (request, reply) => {
      const { territory: code = null, territoryKind: kind, ...judged } = request.body;
      const id = await judgments.judge({ ...judged, code, kind }, editorOf(request));
      return reply
        .code(201)
        .header('location', `/v1/judged-requests/${encodeURIComponent(id)}`)
        .send(await judgments.read(id));
    },
  );

  app.get(
    '/judged-requests/:id',
    { config: { access, problems: ['judged-request-not-found'] }, schema: readSchema },
    ({ params }) => judgments.read(params.id),
  );

  app.patch(
    '/judged-requests/:id',
    {
      config: { ...changeConfig, problems: [...changeConfig.problems, 'lever-unknown'] },
      schema: editSchema,
    },
    async (request) => {
      await judgments.change(request.params.id, request.body, editorOf(request));
      return judgments.read(request.params.id);
    },
  );

  app.delete(
    '/judged-requests/:id',
    { config: changeConfig, schema: takeBackSchema },
    async (request, reply) => {
      await judgments.takeBack(request.params.id, editorOf(request));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/experiences/:id/judged-requests',
    { config: { access, problems: ['experience-not-found'] }, schema: nearestSchema },
    async (request) => ({ requests: await judgments.nearest(request.params.id, editorOf(request)) }),
  );
};
