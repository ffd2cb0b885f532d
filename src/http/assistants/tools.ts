import type { Tool } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { closedObject, limitInQuery } from '../input/request-values.ts';
import { invalidRequest } from '../problems/invalid-request.ts';
import { toProblem } from '../problems/problem.ts';
import { ficheSchema } from '../routes/experiences/edit-schemas.ts';
import {
  experienceParamsSchema,
  searchPageSchema,
  searchQuerySchema,
} from '../routes/experiences/schemas.ts';
import { jsonFeedSchema } from '../routes/feed/schemas.ts';
import { leverPageSchema, leverParamsSchema } from '../routes/levers/schemas.ts';
import { recommendationBodySchema } from '../routes/recommendations/request-schemas.ts';
import { recommendationSchema } from '../routes/recommendations/schemas.ts';
import { territoryListSchema, territoryQuerySchema } from '../routes/territories/schemas.ts';
import { ApiFailure, type CallApi } from './call-api.ts';
import { compactPage, compactRecommendation } from './compact-answers.ts';
import {
  nameTools,
  writeCollection,
  writeExperience,
  writeLever,
  writePage,
  writeRecommendation,
  writeTerritories,
} from './write-answers.ts';

type Arguments = Readonly<Record<string, unknown>>;

interface ToolDefinition<Answer> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Schema of the arguments, checked before the call. */
  readonly input: z.ZodObject;
  /** Writes the arguments as `input` reads them; left out, they are read as they are. */
  readonly prepare?: (given: Arguments) => Arguments;
  readonly answer: z.ZodType<Answer>;
  readonly ask: (given: Arguments, api: CallApi) => Promise<unknown>;
  readonly write: (answer: Answer) => string;
  /** For programs, in few words; without it, the text says all. */
  readonly compact?: (answer: Answer) => Readonly<Record<string, unknown>>;
}

const objectSchema = z.looseObject({ type: z.literal('object') });

/** Describes arguments as JSON Schema, in as few words as an assistant needs. */
function describeArguments(shape: z.core.$ZodLooseShape) {
  const { $schema: _, ...schema } = z.toJSONSchema(z.object(shape), {
    io: 'input',
    override({ jsonSchema }) {
      if (jsonSchema.description !== undefined) jsonSchema.description = nameTools(jsonSchema.description);
    },
  });
  return objectSchema.parse(schema);
}

/** Writes numbers and booleans as the text of a query; null counts as left out. */
function queryTexts(given: Arguments): Arguments {
  const entries = Object.entries(given).filter(([, value]) => value !== null);
  const isScalar = (value: unknown) => typeof value === 'number' || typeof value === 'boolean';
  return Object.fromEntries(entries.map(([name, value]) => [name, isScalar(value) ? String(value) : value]));
}

function refuseArguments({ issues }: z.ZodError, given: Arguments): ApiFailure {
  const asked = { id: '', url: '/mcp', body: given, query: null };
  return new ApiFailure(toProblem(invalidRequest(issues, 'body'), asked).problem, null);
}

function defineTool<Answer>({
  input,
  prepare = (given) => given,
  answer,
  ask,
  write,
  compact,
  ...names
}: ToolDefinition<Answer>) {
  return {
    /** Description sent to the assistant. */
    listed: {
      ...names,
      inputSchema: { ...describeArguments(input.shape), additionalProperties: false },
      annotations: { title: names.title, readOnlyHint: true, openWorldHint: false },
    } satisfies Tool,
    /** Answers with a text, and an object where there is one. @throws ApiFailure */
    async call(given: Arguments, api: CallApi) {
      const prepared = prepare(given);
      const { error } = input.safeParse(prepared, { reportInput: true });
      if (error !== undefined) throw refuseArguments(error, given);
      const answered = answer.parse(await ask(prepared, api));
      return { json: compact?.(answered), text: write(answered) };
    },
  };
}

/** Limits of the collection; each is a sentence. */
const LIMITS = [
  'Ce n’est pas un recensement : qu’une expérience n’y soit pas ne prouve pas que personne ne l’a faite.',
  'Une fiche dit ce que dit sa source, à sa date. Elle n’est ni une évaluation, ni la preuve d’un résultat, et une fiche jamais revérifiée peut ne plus être vraie.',
  'Un champ inconnu vaut null : il n’est pas deviné.',
  'Le droit des leviers n’est pas un conseil juridique, et chaque levier dit si un juriste l’a relu.',
  'Le contexte d’un territoire (rural, urbain…) est déduit de sa population ; ses revenus, ses équipements et ses projets ne sont pas connus.',
  'Les expériences réservées aux membres n’y sont pas.',
];

const collectionSchema = searchPageSchema.pick({ total: true, facets: true }).extend({
  updatedAt: z
    .string()
    .nullable()
    .describe('Date du dernier changement d’une expérience ; null quand il n’y en a aucune.'),
  limits: z.array(z.string()).describe('Ce que la collection ne peut pas savoir.'),
});

/** Reads the counts of GET /v1/experiences and the date of GET /v1/feed.json. */
async function describeCollection(api: CallApi): Promise<z.infer<typeof collectionSchema>> {
  const [page, feed] = await Promise.all([
    api('/v1/experiences', { query: { limit: 1 } }),
    api('/v1/feed.json'),
  ]);
  const { total, facets } = searchPageSchema.parse(page);
  const [last] = jsonFeedSchema.parse(feed).items;
  return { total, facets, updatedAt: last?.date_modified ?? null, limits: LIMITS };
}

const segment = (id: unknown) => encodeURIComponent(String(id));

const { view: _view, asTyped: _searched, ...search } = searchQuerySchema.shape;
const { minLevel: _level, asTyped: _asked, ...recommendation } = recommendationBodySchema.shape;
/** More would fill the conversation: hosts cut long answers. */
const MOST_EXPERIENCES = 10;
const DEFAULT_EXPERIENCES = 6;

/** Tools of an assistant: each reads the public API, none writes. */
export const TOOLS = [
  defineTool({
    name: 'recommend',
    title: 'Recommander des expériences et des leviers',
    description:
      'Pour un territoire (son nom ou son code, ou sa population et son contexte) et des priorités en français, donne les expériences d’autres collectivités, leur niveau (close : sur le sujet ; related : pour élargir), les raisons, la source et les leviers. Peut ne rien proposer : c’est une réponse, à dire telle quelle.',
    input: closedObject({
      ...recommendation,
      limit: recommendation.limit
        .unwrap()
        .max(MOST_EXPERIENCES)
        .default(DEFAULT_EXPERIENCES)
        .describe('Nombre d’expériences.'),
    }),
    answer: recommendationSchema,
    ask: (given, api) => api('/v1/recommendations', { body: { limit: DEFAULT_EXPERIENCES, ...given } }),
    write: writeRecommendation,
    compact: compactRecommendation,
  }),
  defineTool({
    name: 'search_experiences',
    title: 'Chercher des expériences',
    description:
      'Cherche des expériences par mots et par filtres. Pour répondre aux priorités d’une collectivité, préférer recommend, qui compare le sens et le territoire.',
    input: closedObject({
      ...search,
      limit: limitInQuery(MOST_EXPERIENCES, DEFAULT_EXPERIENCES, 'Nombre d’expériences par page.'),
    }),
    prepare: queryTexts,
    answer: searchPageSchema,
    ask: (given, api) => api('/v1/experiences', { query: { limit: DEFAULT_EXPERIENCES, ...given } }),
    write: writePage,
    compact: compactPage,
  }),
  defineTool({
    name: 'read_experience',
    title: 'Lire une expérience',
    description:
      'Donne la fiche entière d’une expérience : récit, leviers, chiffres, difficultés, source et date, et les mots d’où vient chaque champ.',
    input: experienceParamsSchema,
    answer: ficheSchema,
    ask: ({ id }, api) => api(`/v1/experiences/${segment(id)}`),
    write: writeExperience,
  }),
  defineTool({
    name: 'read_lever',
    title: 'Lire un levier et son droit',
    description:
      'Donne un levier : qui peut l’utiliser et à quelle condition selon le type de collectivité, les textes et le jour de leur lecture, si un juriste les a relus, les seuils, les points de vigilance, les premiers pas et les expériences.',
    input: leverParamsSchema,
    answer: leverPageSchema,
    ask: ({ id }, api) => api(`/v1/levers/${segment(id)}`),
    write: writeLever,
  }),
  defineTool({
    name: 'find_territory',
    title: 'Trouver un territoire',
    description:
      'Trouve le code officiel d’une commune, d’une intercommunalité, d’un département ou d’une région. Plusieurs homonymes : demander lequel.',
    input: territoryQuerySchema,
    prepare: queryTexts,
    answer: territoryListSchema,
    ask: (given, api) => api('/v1/territories', { query: given }),
    write: writeTerritories,
  }),
  defineTool({
    name: 'describe_collection',
    title: 'Décrire la collection',
    description:
      'Dit ce que contient la collection (thèmes et leviers avec leurs identifiants, régions, années), de quand elle date, et ce qu’elle ne peut pas savoir.',
    input: closedObject({}),
    answer: collectionSchema,
    ask: (_given, api) => describeCollection(api),
    write: writeCollection,
  }),
];
