import { z } from 'zod';
import {
  ACCESS_LEVELS,
  createDraftSchema,
  EXPERIENCE_STATES,
  type FicheRules,
  KEPT_RULES,
  territoryShape,
} from '../../../domain/experience/experience.ts';
import { createFigureSchema } from '../../../domain/experience/figure.ts';
import { SORTS } from '../../../domain/experience/sort.ts';
import { CODE_FORMS, SETTINGS, TERRITORY_KINDS } from '../../../domain/territory/territory.ts';
import { cursorInQuery } from '../../input/cursor.ts';
import {
  booleanInQuery,
  closedObject,
  identifier,
  idInPath,
  integerInQuery,
  limitInQuery,
  listInQuery,
  personText,
  territoryCode,
} from '../../input/request-values.ts';
import { dateTime, integer, listOf, named, readingSchema, text, textOrNull } from '../answer-schemas.ts';

export const settingSchema = z.enum(SETTINGS);
export const kindSchema = z.enum(TERRITORY_KINDS);

export const placeSchema = named('Place', 'Un département, une région ou une intercommunalité.', {
  code: text('Code INSEE.'),
  name: text('Nom officiel.'),
});

export const labelSchema = named('Label', 'Un thème ou un levier de la taxonomie.', {
  id: text('Identifiant stable.'),
  label: text('Nom affiché, en français.'),
});

/** Rules of answers: texts have no bounds, because they were checked when stored. */
const RULES: FicheRules = {
  ...KEPT_RULES,
  id: z.string(),
  text: z.string(),
  optionalText: z.string(),
  code: z.string(),
  address: z.string(),
  date: z.string(),
  access: z
    .enum(ACCESS_LEVELS)
    .describe(
      '« public » : lisible par tous ; « members » : lisible avec une clé qui porte « read:members ».',
    ),
  orUnknown: (schema) => schema,
};

const experienceTerritorySchema = named('ExperienceTerritory', 'Un territoire où l’expérience a eu lieu.', {
  ...territoryShape(RULES),
  kind: kindSchema,
  population: z.int().nullable().describe('Nombre d’habitants.'),
  department: placeSchema.nullable().describe('Département.'),
  region: placeSchema.nullable().describe('Région.'),
});

const leverUseSchema = named('LeverUse', 'Un levier et ce que la collectivité en a fait.', {
  id: text('Identifiant du levier.'),
  label: text('Nom du levier.'),
  what: text('Ce que la collectivité a fait avec ce levier, en une phrase.'),
});

const figureSchema = createFigureSchema(RULES).meta({ id: 'Figure', description: 'Un chiffre clé.' });

const ficheFields = createDraftSchema(RULES, experienceTerritorySchema);

const sourceSchema = ficheFields.shape.source
  .extend({
    homePage: z
      .boolean()
      .describe('Vrai quand l’adresse n’est que l’accueil d’un site, où le document reste à chercher.'),
  })
  .meta({ id: 'Source' });

export const experienceSchema = ficheFields
  .extend({
    setting: settingSchema.nullable(),
    themes: z.array(labelSchema).describe('Thèmes, du plus important au moins important.'),
    levers: z.array(leverUseSchema).describe('Leviers, et ce que la collectivité a fait de chacun.'),
    figures: z.array(figureSchema).describe('Chiffres clés.'),
    source: sourceSchema,
    otherSources: z.array(sourceSchema).describe('Autres documents qui racontent la même expérience.'),
  })
  .meta({
    id: 'Experience',
    description: 'Une expérience : ce que des collectivités ont fait, et la preuve.',
  });

export const updatedAt = dateTime(
  'Dernier changement de la fiche, en UTC ; les chiffres du registre n’y comptent pas.',
);

/** INSEE code, trimmed and in capitals. */
function officialCode(kind: 'departement' | 'region', message: string, description: string) {
  return z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => CODE_FORMS[kind].test(code), { error: message, params: { code: 'not-allowed' } })
    .exactOptional()
    .meta({ description, pattern: CODE_FORMS[kind].source });
}

const MAX_CHOSEN = 50;
const VIEWS = ['full', 'compact'] as const;

/** Ids of a taxonomy, in one order and without repeats: they are a set. */
function anyOf(noun: string, list: string) {
  return listInQuery(identifier, MAX_CHOSEN)
    .transform((ids) => [...new Set(ids)].sort())
    .exactOptional()
    .meta({
      description: `Identifiants de ${noun} (voir ${list}) : les expériences qui ont l’un d’eux. Séparés par des virgules, ou paramètre répété.`,
    });
}

/** Name of a parameter before it was that of questions. */
function formerly(name: 'themes' | 'levers') {
  return anyOf('', '').meta({
    deprecated: true,
    description: `Ancien nom de « ${name} », à ne plus donner.`,
  });
}

export const searchQuerySchema = closedObject({
  q: personText({ min: 1, max: 500, needsWord: true })
    .exactOptional()
    .describe('Mots à chercher, en français. Sans eux, toutes les expériences sont listées.'),
  asTyped: booleanInQuery.default(false).meta({
    default: false,
    description: 'Chercher les mots tels qu’ils sont écrits, sans correction.',
  }),
  themes: anyOf('thèmes', '/v1/themes'),
  levers: anyOf('leviers', '/v1/levers'),
  theme: formerly('themes'),
  lever: formerly('levers'),
  setting: settingSchema.exactOptional().describe('Contexte territorial.'),
  state: z
    .enum(EXPERIENCE_STATES)
    .exactOptional()
    .describe(
      'État : en cours (running), terminée comme prévu (ended-as-planned), arrêtée (stopped), inconnu (unknown).',
    ),
  kind: kindSchema.exactOptional().describe('Type d’un des territoires de l’expérience.'),
  region: officialCode(
    'region',
    'Le code INSEE d’une région a deux chiffres, par exemple 53 ; celui d’une collectivité d’outre-mer en a trois, par exemple 978.',
    'Code INSEE d’une région ou d’une collectivité d’outre-mer : 53 ou 978.',
  ),
  department: officialCode(
    'departement',
    'Le code INSEE d’un département s’écrit 35, 2A ou 974.',
    'Code INSEE d’un département : 35, 2A ou 974.',
  ),
  territory: territoryCode
    .exactOptional()
    .describe(
      'Code INSEE ou SIREN : ce que le territoire a fait, et ce qui s’est fait dans ce qu’il contient (les communes d’une intercommunalité, tout un département, toute une région).',
    ),
  territoryKind: kindSchema
    .exactOptional()
    .describe('Type de ce territoire, pour un code commun à un département et une région (93).'),
  neighbours: booleanInQuery.exactOptional().meta({
    description:
      'Va jusqu’au territoire qui entoure celui de « territory » : l’intercommunalité d’une commune, le département d’une intercommunalité, la région d’un département. Le découpage administratif ne dit ni distances ni limites communes.',
  }),
  year: integerInQuery(1900, 2100).exactOptional().describe('Année.'),
  from: integerInQuery(1900, 2100)
    .exactOptional()
    .describe('Première année, comprise ; écarte les expériences sans année.'),
  to: integerInQuery(1900, 2100)
    .exactOptional()
    .describe('Dernière année, comprise ; écarte les expériences sans année.'),
  sort: z
    .enum(SORTS)
    .optional()
    .describe(
      'Ordre : par pertinence (relevance, par défaut avec « q », sans quoi il est refusé), de la plus récente à la plus ancienne (year, par défaut sans « q » ; sans année à la fin), ou de la dernière ajoutée ou changée à la première (changed). À égalité, par identifiant.',
    ),
  view: z.enum(VIEWS).default('full').meta({
    default: 'full',
    description:
      'Fiches entières et décomptes (full), ou de quoi faire une liste (compact : titre, territoires, année, thèmes, leviers, source), sans décomptes.',
  }),
  cursor: cursorInQuery,
  limit: limitInQuery(100, 20, 'Nombre d’expériences par page.'),
}).superRefine((query, context) => {
  const { q, sort, territory, territoryKind, neighbours, from, to } = query;
  const refuse = (isRefused: boolean, name: string, message: string) => {
    if (isRefused)
      context.addIssue({ code: 'custom', path: [name], params: { code: 'not-allowed' }, message });
  };
  refuse(sort === 'relevance' && q === undefined, 'sort', 'La pertinence demande des mots : donnez « q ».');
  refuse(query.theme !== undefined && query.themes !== undefined, 'theme', 'Donnez « themes » seul.');
  refuse(query.lever !== undefined && query.levers !== undefined, 'lever', 'Donnez « levers » seul.');
  const alone = territory === undefined;
  refuse(alone && territoryKind !== undefined, 'territoryKind', 'Donnez aussi « territory ».');
  refuse(alone && neighbours !== undefined, 'neighbours', 'Donnez aussi « territory ».');
  refuse(from !== undefined && to !== undefined && from > to, 'to', 'L’année « to » précède « from ».');
});

const facetValueSchema = named('FacetValue', 'Une valeur d’un filtre et combien d’expériences la portent.', {
  value: text('Valeur à donner au filtre.'),
  label: text('Nom affiché.'),
  count: integer('Nombre d’expériences.'),
});

const facet = (what: string) => z.array(facetValueSchema).describe(what);

export const listedSchema = experienceSchema
  .extend({ updatedAt })
  .meta({ id: 'ListedExperience', description: 'Une expérience, et la date de son dernier changement.' });

export const searchPageSchema = named('ExperiencePage', 'Une page d’expériences.', {
  experiences: z.array(listedSchema).describe('Les expériences de cette page.'),
  total: integer('Nombre d’expériences qui correspondent, toutes pages comprises.'),
  facets: named('Facets', 'Pour chaque filtre, combien des expériences trouvées portent chaque valeur.', {
    themes: facet('Par thème.'),
    levers: facet('Par levier.'),
    settings: facet('Par contexte territorial.'),
    states: facet('Par état.'),
    kinds: facet('Par type de territoire.'),
    regions: facet('Par région.'),
    departments: facet('Par département.'),
    years: facet('Par année, la plus récente d’abord.'),
  }),
  next: textOrNull('Curseur de la page suivante ; null sur la dernière.'),
  understood: readingSchema.nullable().describe('Comment les mots à chercher ont été lus ; null sans eux.'),
});

const compactExperienceSchema = experienceSchema
  .pick({ id: true, title: true, setting: true, year: true, state: true, themes: true, access: true })
  .extend({
    territories: z
      .array(
        experienceTerritorySchema
          .pick({ kind: true, code: true, name: true, department: true })
          .meta({ id: 'CompactTerritory' }),
      )
      .describe('Territoires.'),
    levers: z.array(labelSchema).describe('Leviers.'),
    source: sourceSchema
      .pick({ url: true, publisher: true, date: true })
      .meta({ id: 'CompactSource' })
      .describe('Source.'),
    updatedAt,
  })
  .meta({
    id: 'CompactExperience',
    description: 'De quoi montrer une expérience dans une liste ; chaque champ est celui de sa fiche.',
  });

export const compactPageSchema = searchPageSchema
  .pick({ total: true, next: true, understood: true })
  .extend({ experiences: z.array(compactExperienceSchema).describe('Les expériences de cette page.') })
  .meta({ id: 'CompactExperiencePage', description: 'Une page d’expériences, pour une liste.' });

export const experienceParamsSchema = idInPath('Identifiant de l’expérience.');

export const similarQuerySchema = closedObject({ limit: limitInQuery(20, 5, 'Nombre d’expériences.') });

export const similarSchema = named(
  'SimilarExperiences',
  'Les expériences dont le récit est le plus proche.',
  {
    experiences: listOf('SimilarExperience', 'De la plus proche à la moins proche.', {
      similarity: z
        .number()
        .min(-1)
        .max(1)
        .describe('Proximité de sens (cosinus), de −1 à 1 ; 1 : le même récit.'),
      experience: experienceSchema,
    }),
  },
);
