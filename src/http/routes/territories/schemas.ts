import { z } from 'zod';
import { closedObject } from '../../input/closed-object.ts';
import { limitInQuery } from '../../input/query-values.ts';
import { personText, territoryCode } from '../../input/text.ts';
import { named, text, textOrNull } from '../answer-schemas.ts';
import { askedKind, kindSchema, placeSchema, settingSchema } from '../experiences/schemas.ts';

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
  setting: z
    .object({ value: settingSchema.nullable(), origin: z.enum(['derived', 'unknown']) })
    .describe(
      'Contexte déduit de la population et de la forme de l’intercommunalité : une estimation, pas une donnée officielle.',
    ),
  matchedAlias: textOrNull('Ancienne commune ou ancien code qui a mené ici ; null sinon.'),
});

export const territoryQuerySchema = closedObject({
  q: personText({ min: 1, max: 100, needsWord: false })
    .describe('Nom (même mal orthographié), code postal, code INSEE ou SIREN, ou leur début.')
    .meta({ examples: ['Saint-Denis'] }),
  limit: limitInQuery(50, 10, 'Nombre de territoires.'),
});

export const territoryListSchema = z
  .object({
    territories: z
      .array(territorySchema)
      .describe('Les plus exacts d’abord, puis les plus peuplés ; vide si rien ne ressemble.'),
  })
  .meta({ id: 'TerritoryList', description: 'Les territoires qui ressemblent à la recherche.' });

export const territoryParamsSchema = closedObject({
  code: territoryCode.describe('Code INSEE ou SIREN.').meta({ examples: ['200044394'] }),
});

export const territoryKindQuerySchema = closedObject({
  kind: askedKind
    .optional()
    .describe('Type de territoire, pour les codes communs à un département et une région (93).'),
});
