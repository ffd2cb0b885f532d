import { z } from 'zod';
import { editorOf } from '../../input/audience.ts';
import { Cursors } from '../../input/cursor.ts';
import { closedObject, identifier } from '../../input/request-values.ts';
import { named, text } from '../answer-schemas.ts';
import { type ApiRoutes, EDITORS, FOR_EDITORS } from '../api-routes.ts';
import { editedSchema } from '../experiences/edit-schemas.ts';
import { presentEdited, toAskedTerritory } from '../experiences/present.ts';
import { experienceParamsSchema } from '../experiences/schemas.ts';
import { presentCandidates, presentPage, presentReview } from './present.ts';
import {
  candidatesQuerySchema,
  candidatesSchema,
  listQuerySchema,
  mergeSchema,
  proposalListSchema,
  reviewSchema,
  selectionSchema,
  settleSchema,
} from './schemas.ts';

const access = EDITORS;
const tags = ['editing'];

const listSchema = {
  operationId: 'listProposals',
  tags,
  summary: 'Lister ce qui est à relire',
  description: `Les expériences d’une liste : à relire, publiées, écartées, que leur source ne donne plus, ou dont elle dit autre chose.${FOR_EDITORS}`,
  querystring: listQuerySchema,
  response: { 200: proposalListSchema.describe('Une page de la liste.') },
};

const readSchema = {
  operationId: 'reviewExperience',
  tags,
  summary: 'Relire une expérience',
  description: `La fiche, le texte dont elle vient, la preuve de chaque champ, ce qui a été laissé, ce qui lui ressemble, ce qui a changé, et ce qui la distingue d’une autre que vous nommez (« with »).${FOR_EDITORS}`,
  params: experienceParamsSchema,
  querystring: closedObject({
    with: identifier
      .exactOptional()
      .describe('Identifiant d’une autre expérience, à comparer avec celle-ci.'),
  }),
  response: { 200: reviewSchema.describe('De quoi décider.') },
};

const settleRouteSchema = {
  operationId: 'settleRereading',
  tags,
  summary: 'Décider de ce que la source d’une fiche dit maintenant',
  description: `La fiche prend les champs choisis de ce que sa source dit maintenant, et garde les autres : la même lecture n’est plus proposée. Sans champ, elle reste telle quelle.${FOR_EDITORS}`,
  params: experienceParamsSchema,
  body: settleSchema,
  response: { 200: editedSchema.describe('La fiche décidée.') },
};

const settleConfig = {
  access,
  retries: 'answered',
  problems: ['experience-not-found', 'changed-meanwhile', 'quote-not-in-fiche', 'territory-missing'],
} as const;

const addSchema = {
  operationId: 'addExperience',
  tags,
  summary: 'Ajouter une expérience depuis un passage',
  description: `Tire d’un passage d’une ressource une expérience de plus, à relire ; les imports suivants de la ressource n’y touchent pas.${FOR_EDITORS}`,
  params: z.object({ id: identifier.describe('Identifiant de la ressource.') }),
  body: selectionSchema,
  response: {
    201: named('AddedExperience', 'L’expérience ajoutée.', {
      id: text('Identifiant : la proposition est à l’adresse /v1/experiences/{id}/review.'),
    }).describe('La proposition est ajoutée ; `Location` donne son adresse.'),
  },
};

export const routes: ApiRoutes = async (app, context) => {
  const { essaimage } = context;
  const { review, taxonomy } = essaimage;
  await app.register(mergeRoutes, context);

  app.get(
    '/proposals',
    { config: { access, problems: ['cursor-invalid'] }, schema: listSchema },
    async ({ query: { list, resource, limit, cursor } }) => {
      const cursors = new Cursors('proposals', list, resource ?? null);
      const asked = { list, resourceId: resource ?? null, after: cursors.read(cursor), limit: limit + 1 };
      return presentPage(await review.list(asked), limit, cursors);
    },
  );

  app.get(
    '/experiences/:id/review',
    { config: { access, problems: ['experience-not-found'] }, schema: readSchema },
    async (request) => {
      const { params, query } = request;
      return presentReview(await review.read(params.id, editorOf(request), query.with), taxonomy);
    },
  );

  app.post(
    '/experiences/:id/rereading',
    { config: settleConfig, schema: settleRouteSchema },
    async (request) => {
      const editor = editorOf(request);
      const { id } = request.params;
      const settled = await essaimage.settleRereading({ id, ...request.body }, editor, request.cancellation);
      return presentEdited({ ...(await essaimage.fiches.read(id, editor)), ...settled }, taxonomy);
    },
  );

  app.post(
    '/resources/:id/experiences',
    {
      config: {
        access,
        retries: 'answered',
        sends: ['Location'],
        problems: ['resource-not-found', 'selection-empty', 'territory-unknown', 'territory-ambiguous'],
      },
      schema: addSchema,
    },
    async (request, reply) => {
      const { params, body, cancellation } = request;
      const territories = body.territories.map(toAskedTerritory);
      const added = { resourceId: params.id, ...body, territories };
      const id = await essaimage.addExperience(added, editorOf(request), cancellation);
      return reply.code(201).header('location', `/v1/experiences/${id}/review`).send({ id });
    },
  );
};

const candidatesRouteSchema = {
  operationId: 'findMergeCandidates',
  tags,
  summary: 'Chercher une expérience à fusionner',
  description: `Cherche, parmi les expériences publiées et à relire, une autre que celle-ci. L’une n’a pas besoin de ressembler à l’autre pour qu’on les fusionne.${FOR_EDITORS}`,
  params: experienceParamsSchema,
  querystring: candidatesQuerySchema,
  response: { 200: candidatesSchema.describe('Les expériences trouvées.') },
};

const mergeRouteSchema = {
  operationId: 'mergeExperiences',
  tags,
  summary: 'Fusionner deux expériences',
  description: `Celle qui reste cite les deux sources et prend de l’autre les champs choisis ; l’autre est écartée, et son ancienne adresse publique mène à celle qui reste.${FOR_EDITORS}`,
  params: experienceParamsSchema,
  body: mergeSchema,
  response: { 200: editedSchema.describe('Celle qui reste.') },
};

const mergeConfig = {
  access,
  retries: 'answered',
  problems: ['experience-not-found', 'merge-refused', 'quote-not-in-fiche'],
} as const;

const mergeRoutes: ApiRoutes = async (app, { essaimage }) => {
  const { review, taxonomy } = essaimage;

  app.get(
    '/experiences/:id/merge-candidates',
    { config: { access, problems: ['experience-not-found'] }, schema: candidatesRouteSchema },
    async (request) => {
      const { params, query } = request;
      return presentCandidates(await review.findCandidates(params.id, query.q ?? null, editorOf(request)));
    },
  );

  app.post('/experiences/:id/merge', { config: mergeConfig, schema: mergeRouteSchema }, async (request) => {
    const editor = editorOf(request);
    const kept = await essaimage.mergeExperiences({ id: request.params.id, ...request.body }, editor);
    return presentEdited({ ...(await essaimage.fiches.read(request.body.into, editor)), ...kept }, taxonomy);
  });
};
