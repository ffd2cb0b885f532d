import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { isDomainError } from '../../../domain/errors.ts';
import { describeTerritory, toSuggestion } from '../../../domain/french/describe-territory.ts';
import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';
import {
  territoryKindQuerySchema,
  territoryListSchema,
  territoryParamsSchema,
  territoryQuerySchema,
  territorySchema,
} from './schemas.ts';

/** One hour: the register only changes with a release. */
const config = { access: 'read', needs: 'nothing', maxAgeSeconds: 3600 } as const;

type TerritoryView = ReturnType<Essaimage['getTerritory']>;

function present({ territory, setting, matchedAlias }: TerritoryView): z.infer<typeof territorySchema> {
  const { populationCount, ...rest } = territory;
  return {
    ...rest,
    label: describeTerritory(toSuggestion(territory)),
    population: populationCount,
    setting: { value: setting, origin: setting === null ? 'unknown' : 'derived' },
    matchedAlias,
  };
}

/** Converts `territory-unknown` (400) to `territory-not-found` (404): here the territory is the resource. */
function asMissingResource(error: unknown): unknown {
  return isDomainError(error, 'territory-unknown')
    ? new HttpProblem('territory-not-found', {
        detail: error.message,
        facts: { nearest: [...error.details.nearest] },
      })
    : error;
}

const findSchema = {
  operationId: 'findTerritories',
  tags: ['Territoires'],
  summary: 'Chercher un territoire',
  description:
    'Recherche au fil de la frappe parmi les communes, intercommunalités, établissements publics territoriaux, départements et régions : par nom (sans tenir compte des accents, des traits d’union ni de petites fautes), code postal, code INSEE ou SIREN.',
  querystring: territoryQuerySchema,
  response: { 200: territoryListSchema.describe('Les territoires trouvés.') },
};

const readSchema = {
  operationId: 'getTerritory',
  tags: ['Territoires'],
  summary: 'Lire un territoire',
  description:
    'Donne un territoire par son code INSEE ou son SIREN. Le code d’une ancienne commune mène à celle qui l’a remplacée. Un code commun à un département et une région demande « kind ».',
  params: territoryParamsSchema,
  querystring: territoryKindQuerySchema,
  response: { 200: territorySchema.describe('Le territoire.') },
};

export const territoryRoutes: ApiRoutes = async (app, { essaimage }) => {
  app.get('/territories', { config, schema: findSchema }, async ({ query: { q, limit } }) => ({
    territories: essaimage.findTerritories(q, limit).map(present),
  }));

  app.get(
    '/territories/:code',
    { config: { ...config, problems: ['territory-not-found', 'territory-ambiguous'] }, schema: readSchema },
    async ({ params: { code }, query: { kind } }) => {
      try {
        return present(essaimage.getTerritory(code, kind));
      } catch (error) {
        throw asMissingResource(error);
      }
    },
  );
};
