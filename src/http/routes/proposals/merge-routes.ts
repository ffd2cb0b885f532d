import { actorOf } from '../../input/audience.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentEdited } from '../experiences/edit-present.ts';
import { editedSchema } from '../experiences/edit-schemas.ts';
import { experienceParamsSchema } from '../experiences/schemas.ts';
import { presentCandidates } from './present.ts';
import { candidatesQuerySchema, candidatesSchema, mergeSchema } from './schemas.ts';

const access = 'scope:import+read:members';
const SEEN = ' Demande une clé qui porte « import » et « read:members ».';
const tags = ['editing'];

const candidatesRouteSchema = {
  operationId: 'findMergeCandidates',
  tags,
  summary: 'Chercher une expérience à fusionner',
  description: `Cherche, parmi les expériences publiées et à relire, une autre que celle-ci. L’une n’a pas besoin de ressembler à l’autre pour qu’on les fusionne.${SEEN}`,
  params: experienceParamsSchema,
  querystring: candidatesQuerySchema,
  response: { 200: candidatesSchema.describe('Les expériences trouvées.') },
};

const mergeRouteSchema = {
  operationId: 'mergeExperiences',
  tags,
  summary: 'Fusionner deux expériences',
  description: `Celle qui reste cite les deux sources et prend de l’autre les champs choisis ; l’autre est écartée, et son ancienne adresse publique mène à celle qui reste.${SEEN}`,
  params: experienceParamsSchema,
  body: mergeSchema,
  response: { 200: editedSchema.describe('Celle qui reste.') },
};

const mergeConfig = {
  access,
  retries: 'answered',
  problems: ['experience-not-found', 'merge-refused', 'quote-not-in-fiche', 'embedder-unavailable'],
} as const;

/** Merging one experience with any other. */
export const routes: ApiRoutes = async (app, { essaimage }) => {
  const { review, taxonomy } = essaimage;

  app.get(
    '/experiences/:id/merge-candidates',
    { config: { access, problems: ['experience-not-found'] }, schema: candidatesRouteSchema },
    async (request) => {
      const { params, query } = request;
      const editor = { ...actorOf(request), mayEdit: true };
      return presentCandidates(await review.findCandidates(params.id, query.q ?? null, editor));
    },
  );

  app.post(
    '/experiences/:id/merge',
    {
      config: mergeConfig,
      schema: mergeRouteSchema,
    },
    async (request) => {
      const editor = { ...actorOf(request), mayEdit: true };
      const kept = await essaimage.mergeExperiences({ id: request.params.id, ...request.body }, editor);
      return presentEdited(
        { ...(await essaimage.fiches.read(request.body.into, editor)), ...kept },
        taxonomy,
      );
    },
  );
};
