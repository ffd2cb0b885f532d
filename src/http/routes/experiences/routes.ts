import { audienceOf, mayEdit } from '../../input/audience.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { decodeCursor } from './cursor.ts';
import { presentFiche } from './edit-present.ts';
import { ficheSchema } from './edit-schemas.ts';
import { presentExperience, presentPage, roundScore } from './present.ts';
import {
  experienceParamsSchema,
  searchPageSchema,
  searchQuerySchema,
  similarQuerySchema,
  similarSchema,
} from './schemas.ts';

const config = {
  access: 'read',
  maxAgeSeconds: 60,
  problems: ['experience-not-found', 'index-not-ready'],
} as const;
const searchConfig = {
  ...config,
  problems: ['cursor-invalid', 'theme-unknown', 'lever-unknown', 'index-not-ready'],
} as const;

const searchSchema = {
  operationId: 'searchExperiences',
  tags: ['experiences'],
  summary: 'Chercher et filtrer les expériences',
  description:
    'Liste les expériences, les cherche par mots et les filtre. Les filtres se combinent (ET). Les décomptes (« facets ») portent sur toutes les expériences qui correspondent, pas seulement sur la page.',
  querystring: searchQuerySchema,
  response: { 200: searchPageSchema.describe('Une page d’expériences, et les décomptes par filtre.') },
};

const readSchema = {
  operationId: 'getExperience',
  tags: ['experiences'],
  summary: 'Lire une expérience',
  description:
    'Donne la fiche entière d’une expérience et, quand elle a été tirée d’une ressource, les mots qui prouvent chaque champ. Une clé « import » voit aussi les propositions et les fiches écartées.',
  params: experienceParamsSchema,
  response: { 200: ficheSchema.describe('La fiche.') },
};

const similarRouteSchema = {
  operationId: 'findSimilarExperiences',
  tags: ['experiences'],
  summary: 'Trouver les expériences proches d’une autre',
  description: 'Donne les expériences dont le récit est le plus proche par le sens, sans elle-même.',
  params: experienceParamsSchema,
  querystring: similarQuerySchema,
  response: { 200: similarSchema.describe('Les expériences proches.') },
};

export const experienceRoutes: ApiRoutes = async (app, { essaimage }) => {
  app.get('/experiences', { config: searchConfig, schema: searchSchema }, async (request) => {
    const { q, cursor, limit, sort: wanted, ...filter } = request.query;
    const sort = q === undefined ? 'year' : (wanted ?? 'relevance');
    const asked = {
      text: q ?? null,
      filter,
      sort,
      after: cursor === undefined ? null : decodeCursor(cursor, sort),
      limit,
      audience: audienceOf(request),
    };
    const page = await essaimage.searchExperiences(asked, request.cancellation);
    return presentPage(page, sort, essaimage);
  });

  app.get('/experiences/:id', { config, schema: readSchema }, async (request) => {
    const reader = { audience: audienceOf(request), mayEdit: mayEdit(request) };
    return presentFiche(
      await essaimage.fiches.read(request.params.id, reader, request.cancellation),
      essaimage.taxonomy,
    );
  });

  app.get('/experiences/:id/similar', { config, schema: similarRouteSchema }, async (request) => {
    const { params, query, cancellation } = request;
    const audience = audienceOf(request);
    const neighbours = await essaimage.findSimilarExperiences(params.id, query.limit, audience, cancellation);
    return {
      experiences: neighbours.map(({ experience, cosine }) => ({
        similarity: roundScore(cosine),
        experience: presentExperience(experience, essaimage.taxonomy),
      })),
    };
  });
};
