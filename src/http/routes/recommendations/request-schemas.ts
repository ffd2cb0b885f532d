import { z } from 'zod';
import { NOTE_FORMATS } from '../../../domain/note/note.ts';
import {
  booleanInQuery,
  closedObject,
  identifier,
  integerInQuery,
  limitInQuery,
  listInQuery,
  personText,
  territoryName,
} from '../../input/request-values.ts';
import { kindSchema, settingSchema } from '../experiences/schemas.ts';

const MAX_CHOSEN = 50;
const MAX_EXCLUDED = 200;
const MAX_LIMIT = 50;
const DEFAULT_LIMIT = 10;
/** As many as the page of an answer shows, so that any of them may be kept. */
const DEFAULT_NOTE_LIMIT = 12;
const MAX_POPULATION = 100_000_000;

const DESCRIPTIONS = {
  code: 'Code INSEE d’une commune, d’un département ou d’une région ; SIREN d’un EPCI ou d’un EPT ; à défaut, son nom. Voir /v1/territories?q=.',
  kind: 'Type de territoire. À préciser pour un code commun à un département et une région (93).',
  name: 'Nom du territoire. Seul, il est cherché dans le découpage administratif ; s’il n’y est pas, s’il y est plusieurs fois, ou avec une population ou un contexte, il n’est que repris.',
  population: 'Nombre d’habitants ; remplace celui du découpage administratif.',
  setting: 'Contexte territorial ; remplace celui qui est déduit.',
  priorities: 'Ce que la collectivité veut faire, en français et avec ses mots.',
  asTyped: 'Lire la demande telle qu’elle est écrite, sans correction ni déduction.',
  themes: 'Identifiants de thèmes (voir /v1/themes).',
  levers: 'Identifiants de leviers (voir /v1/levers).',
  exclude: 'Identifiants d’expériences à ne pas proposer.',
  limit: 'Nombre d’expériences à proposer, au plus.',
  minLevel: 'Les seules expériences sur le sujet (close) ; sans ce champ, tout le classement.',
  noteLimit: 'Nombre d’expériences de la réponse, parmi lesquelles choisir.',
  keptExperiences:
    'Identifiants des expériences de la réponse à citer ; « none » : aucune. Sans ce paramètre, les expériences sur le sujet, trois au plus. Séparés par des virgules, ou paramètre répété.',
  keptLevers:
    'Identifiants des leviers de la réponse à citer ; « none » : aucun. Sans ce paramètre, les deux premiers. Séparés par des virgules, ou paramètre répété.',
  format: 'Document à modifier, pour Word ou LibreOffice (docx), ou page prête à imprimer (html).',
} as const;

const minLevel = z.literal('close').optional().describe(DESCRIPTIONS.minLevel);
const priorities = personText({ min: 3, max: 2000, needsWord: true })
  .optional()
  .describe(DESCRIPTIONS.priorities);

/** Says whether there is something to answer: a territory alone is no question. */
export function asksSomething({
  priorities,
  themes,
  levers,
}: {
  readonly priorities?: string | undefined;
  readonly themes?: readonly string[] | undefined;
  readonly levers?: readonly string[] | undefined;
}): boolean {
  return [priorities, themes, levers].some((value) => value !== undefined && value.length > 0);
}

const NOTHING_ASKED = {
  error: 'Donnez au moins vos priorités (priorities), un thème (themes) ou un levier (levers).',
  params: { code: 'nothing-asked' },
};

const ids = (max: number, description: string) =>
  z.array(identifier).max(max).default([]).meta({ default: [], description });

const MOVED = {
  setting: 'Le contexte s’écrit dans « territory » : { "territory": { "setting": "rural" } }.',
};

export const recommendationBodySchema = closedObject(
  {
    territory: z
      .union([
        territoryName,
        closedObject({
          code: territoryName.optional().describe(DESCRIPTIONS.code),
          kind: kindSchema.optional().describe(DESCRIPTIONS.kind),
          name: territoryName.optional().describe(DESCRIPTIONS.name),
          population: z.int().min(1).max(MAX_POPULATION).optional().describe(DESCRIPTIONS.population),
          setting: settingSchema.optional().describe(DESCRIPTIONS.setting),
        }).meta({ id: 'AskedTerritory', description: 'Ce que l’on sait de la collectivité.' }),
      ])
      .optional()
      .describe('La collectivité : son code ou son nom, ou un objet qui dit ce qu’on en sait.'),
    priorities,
    asTyped: z.boolean().default(false).meta({ default: false, description: DESCRIPTIONS.asTyped }),
    themes: ids(MAX_CHOSEN, DESCRIPTIONS.themes),
    levers: ids(MAX_CHOSEN, DESCRIPTIONS.levers),
    exclude: ids(MAX_EXCLUDED, DESCRIPTIONS.exclude),
    limit: z
      .int()
      .min(1)
      .max(MAX_LIMIT)
      .default(DEFAULT_LIMIT)
      .meta({ default: DEFAULT_LIMIT, description: DESCRIPTIONS.limit }),
    minLevel,
  },
  MOVED,
)
  .refine(asksSomething, NOTHING_ASKED)
  .meta({
    id: 'Question',
    description: 'Un territoire et ses priorités. Au moins l’un de priorities, themes et levers est donné.',
    // With `not`: generated clients take the alternatives of `anyOf` for other types.
    not: {
      properties: { themes: { maxItems: 0 }, levers: { maxItems: 0 } },
      not: { properties: { priorities: {} }, required: ['priorities'] },
    },
  });

const list = (max: number, description: string) =>
  listInQuery(identifier, max)
    .default([])
    .meta({ description: `${description} Séparés par des virgules, ou paramètre répété.` });

/** Question in an address, without the form of its answer. */
export const questionInQuery = {
  territory: territoryName.optional().describe(DESCRIPTIONS.code),
  territoryKind: kindSchema.optional().describe(DESCRIPTIONS.kind),
  territoryName: territoryName.optional().describe(DESCRIPTIONS.name),
  population: integerInQuery(1, MAX_POPULATION).optional().describe(DESCRIPTIONS.population),
  setting: settingSchema.optional().describe(DESCRIPTIONS.setting),
  priorities,
  asTyped: booleanInQuery.default(false).meta({ default: false, description: DESCRIPTIONS.asTyped }),
  themes: list(MAX_CHOSEN, DESCRIPTIONS.themes),
  levers: list(MAX_CHOSEN, DESCRIPTIONS.levers),
  exclude: list(MAX_EXCLUDED, DESCRIPTIONS.exclude),
} as const;

export const recommendationQuerySchema = closedObject({
  ...questionInQuery,
  limit: limitInQuery(MAX_LIMIT, DEFAULT_LIMIT, DESCRIPTIONS.limit),
  minLevel,
}).refine(asksSomething, NOTHING_ASKED);

/** Keeps nothing by itself: an empty parameter is refused. */
const NOTHING_KEPT = 'none';

const kept = (description: string) =>
  listInQuery(identifier, MAX_LIMIT)
    .transform((ids) => ids.filter((id) => id !== NOTHING_KEPT))
    .optional()
    .meta({ description });

export const noteQuerySchema = closedObject({
  ...questionInQuery,
  limit: limitInQuery(MAX_LIMIT, DEFAULT_NOTE_LIMIT, DESCRIPTIONS.noteLimit),
  minLevel,
  experience: kept(DESCRIPTIONS.keptExperiences),
  lever: kept(DESCRIPTIONS.keptLevers),
  format: z.enum(NOTE_FORMATS).default('docx').meta({ default: 'docx', description: DESCRIPTIONS.format }),
}).refine(asksSomething, NOTHING_ASKED);

export type RecommendationBody = z.infer<typeof recommendationBodySchema>;
export type RecommendationQuery = z.infer<typeof recommendationQuerySchema>;
export type QuestionInQuery = Omit<RecommendationQuery, 'limit' | 'minLevel'>;
