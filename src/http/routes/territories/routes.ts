import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { isDomainError } from '../../../domain/errors.ts';
import {
  describeDifferences,
  describeStanding,
  nameResemblance,
  RESEMBLANCE_LIMITS,
} from '../../../domain/french/describe-standing.ts';
import { describeAlias, describeTerritory, toSuggestion } from '../../../domain/french/describe-territory.ts';
import { audienceOf } from '../../input/audience.ts';
import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { roundScore } from '../experiences/present.ts';
import {
  similarTerritoriesQuerySchema,
  similarTerritoriesSchema,
  territoryKindQuerySchema,
  territoryListSchema,
  territoryParamsSchema,
  territoryQuerySchema,
  territorySchema,
} from './schemas.ts';

type TerritoryView = ReturnType<Essaimage['getTerritory']>;
type Shown = z.infer<typeof territorySchema>;
type Similar = Awaited<ReturnType<Essaimage['findSimilarTerritories']>>;
type Answer = z.infer<typeof similarTerritoriesSchema>;

function presentTerritory({ territory, facts, matchedAlias, matchedAs }: TerritoryView): Shown {
  const { populationCount, setting, ...rest } = territory;
  return {
    ...rest,
    label: describeTerritory(toSuggestion(territory)),
    population: populationCount,
    setting: { value: setting, origin: setting === null ? 'unknown' : 'derived' },
    facts: [...facts],
    matchedAlias,
    matchedAs,
    matchedNote:
      matchedAs === null || matchedAlias === null
        ? null
        : describeAlias(matchedAs, matchedAlias, territory.name),
  };
}

function presentSimilar({ view, asked, similar, withExperience, sameEpci }: Similar): Answer {
  const list = (entries: Similar['similar']): Answer['similar'] =>
    entries.map(({ view: other, standing, distance, experiences }) => ({
      territory: presentTerritory(other),
      distance: roundScore(distance),
      differences: describeDifferences(asked, standing).map(({ code, text, isSame }) => ({
        code,
        text,
        same: isSame,
      })),
      experiences: [...experiences],
    }));
  return {
    territory: presentTerritory(view),
    resemblance: nameResemblance(view.territory.kind),
    limits: RESEMBLANCE_LIMITS,
    features: [...describeStanding(asked)],
    similar: list(similar),
    withExperience: list(withExperience),
    sameEpci: list(sameEpci),
  };
}

/** One hour: the register only changes with a release. */
const config = { access: 'read', needs: 'nothing', maxAgeSeconds: 3600 } as const;

/** Reads, and converts `territory-unknown` (422) to `territory-not-found` (404): here the territory is the resource. */
async function orMissing<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isDomainError(error, 'territory-unknown')) throw error;
    const facts = { nearest: [...error.details.nearest] };
    throw new HttpProblem('territory-not-found', { detail: error.message, facts });
  }
}

const findSchema = {
  operationId: 'findTerritories',
  tags: ['territories'],
  summary: 'Chercher un territoire',
  description:
    'Recherche au fil de la frappe parmi les communes, intercommunalités, établissements publics territoriaux, départements et régions : par nom (sans tenir compte des accents, des traits d’union ni de petites fautes), ancien nom, initiales (CABBALR) ou nom courant (« pays de Redon ») d’une intercommunalité, code postal, code INSEE ou SIREN. « matchedAlias », « matchedAs » et « matchedNote » disent quel autre nom y mène. Le découpage administratif ne connaît ni les pays, ni les pôles d’équilibre territorial et rural.',
  querystring: territoryQuerySchema,
  response: { 200: territoryListSchema.describe('Les territoires trouvés.') },
};

const readSchema = {
  operationId: 'getTerritory',
  tags: ['territories'],
  summary: 'Lire un territoire',
  description:
    'Donne un territoire par son code INSEE ou son SIREN. Le code d’une ancienne commune mène à celle qui l’a remplacée ; le SIREN d’une intercommunalité dissoute, à celle qui réunit toutes ses communes. Un code commun à un département et une région demande « territoryKind ».',
  params: territoryParamsSchema,
  querystring: territoryKindQuerySchema,
  response: { 200: territorySchema.describe('Le territoire.') },
};

const SIMILAR_CONFIG = {
  access: 'read',
  maxAgeSeconds: 60,
  problems: ['territory-not-found', 'territory-ambiguous'],
} as const;

const similarSchema = {
  operationId: 'findSimilarTerritories',
  tags: ['territories'],
  summary: 'Trouver les territoires semblables',
  description:
    'Donne les territoires du même type dont la place est la plus proche, d’après le seul découpage administratif : population, rang et part dans l’intercommunalité, nombre et part des communes de moins de 1 000 habitants, préfectures ; et, s’il y en a, les faits de l’exploitant. Chaque différence est dite. Le découpage ne connaît ni la superficie, ni les revenus : ce n’est pas une même situation sociale.',
  params: territoryParamsSchema,
  querystring: similarTerritoriesQuerySchema,
  response: { 200: similarTerritoriesSchema.describe('Les territoires semblables.') },
};

/** Reads « clé:valeur »; the schema has checked the form. */
function readFact(text: string | undefined) {
  if (text === undefined) return null;
  const [key = '', ...value] = text.split(':');
  return { key: key.trim(), value: value.join(':').trim() };
}

export const routes: ApiRoutes = async (app, { essaimage }) => {
  app.get('/territories', { config, schema: findSchema }, async ({ query: { q, limit } }) => {
    const { territories, named } = essaimage.findTerritories(q, limit);
    return { territories: territories.map(presentTerritory), named };
  });

  app.get(
    '/territories/:code',
    { config: { ...config, problems: ['territory-not-found', 'territory-ambiguous'] }, schema: readSchema },
    ({ params: { code }, query: { kind, territoryKind = kind } }) =>
      orMissing(() => presentTerritory(essaimage.getTerritory(code, territoryKind))),
  );

  app.get('/territories/:code/similar', { config: SIMILAR_CONFIG, schema: similarSchema }, (request) => {
    const { kind, territoryKind = kind, fact, limit } = request.query;
    const asked = { code: request.params.code, kind: territoryKind, fact: readFact(fact), limit };
    const audience = audienceOf(request);
    return orMissing(async () =>
      presentSimilar(await essaimage.findSimilarTerritories({ ...asked, audience }, request.cancellation)),
    );
  });
};
