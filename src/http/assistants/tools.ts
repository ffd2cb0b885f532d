import { ficheSchema } from '../routes/experiences/edit-schemas.ts';
import {
  experienceParamsSchema,
  searchPageSchema,
  searchQuerySchema,
} from '../routes/experiences/schemas.ts';
import { leverPageSchema, leverParamsSchema } from '../routes/levers/schemas.ts';
import { recommendationBodySchema } from '../routes/recommendations/request-schemas.ts';
import { recommendationSchema } from '../routes/recommendations/schemas.ts';
import { territoryListSchema, territoryQuerySchema } from '../routes/territories/schemas.ts';
import { collectionSchema, describeCollection } from './collection.ts';
import { defineTool } from './tool.ts';
import {
  writeCollection,
  writeExperience,
  writeLever,
  writePage,
  writeRecommendation,
  writeTerritories,
} from './write-answers.ts';

/** Returns an id as a part of a path; one that is missing leads to no resource. */
function segment(id: unknown): string {
  return typeof id === 'string' ? encodeURIComponent(id) : '';
}

const { mode: _, ...question } = recommendationBodySchema.shape;
const { view: __, ...search } = searchQuerySchema.shape;

/** Tools of an assistant: each reads the public API, none writes. */
export const TOOLS = [
  defineTool({
    name: 'recommend',
    title: 'Recommander des expériences et des leviers',
    description:
      'Pour un territoire (son code, ou sa population et son contexte) et des priorités en français, donne les expériences d’autres collectivités, leur niveau (close : proche ; related : voisine), les raisons, la source et les leviers. Peut ne rien proposer : c’est une réponse, à dire telle quelle.',
    input: question,
    output: recommendationSchema,
    ask: (given, api) => api({ method: 'POST', path: '/v1/recommendations', body: given }),
    write: writeRecommendation,
  }),
  defineTool({
    name: 'search_experiences',
    title: 'Chercher des expériences',
    description:
      'Cherche des expériences par mots et par filtres. Pour répondre au besoin d’une collectivité, préférer recommend, qui compare le sens et le territoire.',
    input: search,
    output: searchPageSchema,
    ask: (given, api) => api({ method: 'GET', path: '/v1/experiences', query: given }),
    write: writePage,
  }),
  defineTool({
    name: 'read_experience',
    title: 'Lire une expérience',
    description:
      'Donne la fiche entière d’une expérience : récit, leviers, chiffres, difficultés, source et date, et les mots d’où vient chaque champ.',
    input: experienceParamsSchema.shape,
    output: ficheSchema,
    ask: ({ id }, api) => api({ method: 'GET', path: `/v1/experiences/${segment(id)}` }),
    write: writeExperience,
  }),
  defineTool({
    name: 'read_lever',
    title: 'Lire un levier et son droit',
    description:
      'Donne un levier : qui peut l’utiliser et à quelle condition selon le type de collectivité, les textes et le jour de leur lecture, si un juriste les a relus, les seuils, les points de vigilance, les premiers pas et les expériences.',
    input: leverParamsSchema.shape,
    output: leverPageSchema,
    ask: ({ id }, api) => api({ method: 'GET', path: `/v1/levers/${segment(id)}` }),
    write: writeLever,
  }),
  defineTool({
    name: 'find_territory',
    title: 'Trouver un territoire',
    description:
      'Trouve le code officiel d’une commune, d’une intercommunalité, d’un département ou d’une région. Plusieurs homonymes : demander lequel.',
    input: territoryQuerySchema.shape,
    output: territoryListSchema,
    ask: (given, api) => api({ method: 'GET', path: '/v1/territories', query: given }),
    write: writeTerritories,
  }),
  defineTool({
    name: 'describe_collection',
    title: 'Décrire la collection',
    description:
      'Dit ce que contient la collection (thèmes et leviers avec leurs identifiants, régions, années), de quand elle date, et ce qu’elle ne peut pas savoir.',
    input: {},
    output: collectionSchema,
    ask: (_given, api) => describeCollection(api),
    write: writeCollection,
  }),
];
