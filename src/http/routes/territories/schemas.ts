import { z } from 'zod';
import { ALIAS_KINDS } from '../../../domain/territory/territory.ts';
import { closedObject, limitInQuery, personText, territoryCode } from '../../input/request-values.ts';
import { integer, listOf, named, text, textOrNull, titledSchema } from '../answer-schemas.ts';
import { kindSchema, placeSchema, settingSchema } from '../experiences/schemas.ts';

export const territorySchema = named('Territory', 'Un territoire du découpage administratif officiel.', {
  code: text('Code INSEE d’une commune, d’un département ou d’une région ; SIREN d’un EPCI ou d’un EPT.'),
  siren: textOrNull('SIREN, neuf chiffres.'),
  kind: kindSchema,
  name: text('Nom officiel.'),
  label: text('Nom, type, département et code : de quoi distinguer deux territoires de même nom.'),
  population: z.int().nullable().describe('Population municipale.'),
  department: placeSchema.nullable().describe('Département où vit la plus grande part des habitants.'),
  region: placeSchema.nullable().describe('Région où vit la plus grande part des habitants.'),
  postalCodes: z.array(z.string()).readonly().describe('Codes postaux d’une commune.'),
  epci: placeSchema.nullable().describe('Intercommunalité à laquelle appartient une commune.'),
  epciForm: z
    .enum(['CC', 'CA', 'CU', 'METRO'])
    .nullable()
    .describe(
      'Forme de l’intercommunalité : communauté de communes, d’agglomération, urbaine, ou métropole.',
    ),
  setting: named(
    'DerivedSetting',
    'Contexte déduit de la population et de la forme de l’intercommunalité : une estimation, pas une donnée officielle.',
    { value: settingSchema.nullable(), origin: z.enum(['derived', 'unknown']) },
  ),
  facts: listOf('TerritoryFact', 'Faits que donne l’exploitant (TERRITORY_FACTS) ; vide sans eux.', {
    key: text('Nom du fait.'),
    value: text('Sa valeur.'),
    source: text('Qui le publie.'),
    year: integer('Année du fichier.'),
  }),
  matchedAlias: textOrNull(
    'Autre nom ou ancien code qui a mené ici ; null quand c’est le nom ou le code d’aujourd’hui.',
  ),
  matchedAs: z
    .enum(ALIAS_KINDS)
    .nullable()
    .describe(
      'Ce qu’est matchedAlias : commune déléguée ou arrondissement (part), ancien nom (former-name), ancien code (former-code), initiales d’une intercommunalité (acronym), façon courante de la nommer (usual-name) ; null sans lui.',
    ),
  matchedNote: textOrNull('Pourquoi matchedAlias a mené ici, en français ; null sans lui.'),
});

export const territoryQuerySchema = closedObject({
  q: personText({ min: 1, max: 200, needsWord: false }).describe(
    'Nom (même mal orthographié), ancien nom, initiales ou nom courant d’une intercommunalité, code postal, code INSEE ou SIREN, ou leur début.',
  ),
  limit: limitInQuery(50, 10, 'Nombre de territoires.'),
});

export const territoryListSchema = named('TerritoryList', 'Les territoires qui ressemblent à la recherche.', {
  territories: z
    .array(territorySchema)
    .describe(
      'Ceux que le texte nomme, puis les plus exacts et les plus peuplés ; vide si rien ne ressemble.',
    ),
  named: integer(
    'Combien le texte en nomme, en tête de la liste : « Saint-Denis » plusieurs, « Saint-Denis (Aude) » un seul ; 0 quand il ne fait que ressembler.',
  ),
});

export const territoryParamsSchema = closedObject({
  code: territoryCode.describe('Code INSEE ou SIREN.'),
});

export const territoryKindQuerySchema = closedObject({
  territoryKind: kindSchema
    .optional()
    .describe('Type de territoire, pour les codes communs à un département et une région (93).'),
  kind: kindSchema
    .optional()
    .meta({ deprecated: true, description: 'Ancien nom de « territoryKind », à ne plus donner.' }),
});

export const similarTerritoriesQuerySchema = closedObject({
  ...territoryKindQuerySchema.shape,
  fact: personText({ min: 3, max: 161, needsWord: true })
    .refine((text) => /^[^:]+:./s.test(text), {
      error: 'Un fait s’écrit « clé:valeur », comme le donne un territoire.',
      params: { code: 'not-allowed' },
    })
    .optional()
    .describe('Fait que doivent avoir les territoires semblables : « clé:valeur », comme dans « facts ».'),
  limit: limitInQuery(20, 5, 'Longueur de chaque liste.'),
});

const featureSchema = {
  code: z.string().meta({
    description:
      'Ce qui est comparé : population, rank, share, communes, small-communes, seat, ou « fact: » et le nom d’un fait.',
    pattern: '^(population|rank|share|communes|small-communes|seat|fact:.+)$',
  }),
  text: text('En français.'),
};

const similarTerritorySchema = named('SimilarTerritory', 'Un territoire comparé à celui qui est demandé.', {
  territory: territorySchema,
  distance: z
    .number()
    .min(0)
    .describe('0 : même place ; 1 : autant que du simple au double de population, tout le reste étant égal.'),
  differences: listOf('TerritoryDifference', 'Chaque point comparé ; « ici » : le territoire demandé.', {
    ...featureSchema,
    same: z.boolean().describe('Vrai quand les deux se disent de même.'),
  }),
  experiences: z
    .array(titledSchema)
    .readonly()
    .describe('Ses expériences, les plus récentes d’abord ; vide sans aucune.'),
});

const similarList = (what: string) => z.array(similarTerritorySchema).describe(what);

export const similarTerritoriesSchema = named(
  'SimilarTerritories',
  'Des territoires du même type, du plus proche au plus éloigné dans chaque liste.',
  {
    territory: territorySchema,
    resemblance: text('Ce que les territoires ont en commun : « même place dans leur intercommunalité ».'),
    limits: text('Sur quoi repose la comparaison, et ce qu’elle ignore.'),
    features: listOf('TerritoryFeature', 'Ce qui est comparé, pour le territoire demandé.', featureSchema),
    similar: similarList('Hors de l’intercommunalité du territoire demandé, avec ou sans expérience.'),
    withExperience: similarList('Hors de son intercommunalité, avec au moins une expérience visible.'),
    sameEpci: similarList('Communes de son intercommunalité ; vide pour un autre type.'),
  },
);
