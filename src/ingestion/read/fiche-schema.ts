import { z } from 'zod';
import { ACCESS_LEVELS } from '../../domain/experience/experience.ts';
import { SETTINGS, TERRITORY_KINDS, type TerritoryKind } from '../../domain/territory/territory.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';

/** The levers and themes that a fiche may name, and the last year that it may bear. */
export interface FicheVocabulary {
  readonly themeIds: readonly string[];
  readonly leverIds: readonly string[];
  readonly latestYear: number;
}

/** The vocabulary that a taxonomy gives. */
export function ficheVocabulary({ themes, levers }: Taxonomy, latestYear: number): FicheVocabulary {
  return { themeIds: themes.map(({ id }) => id), leverIds: levers.map(({ id }) => id), latestYear };
}

const EARLIEST_YEAR = 1990;
const LONGEST_TEXT = 20_000;
const CODE_FORMATS: Readonly<Record<TerritoryKind, RegExp>> = {
  commune: /^(?:\d\d|2[AB])\d{3}$/,
  epci: /^\d{9}$/,
  ept: /^\d{9}$/,
  departement: /^(?:\d\d|2[AB]|9[78]\d)$/,
  region: /^\d\d$/,
  // No register gives codes to the pays.
  pays: /^(?!)/,
};

const optionalText = z
  .string()
  .max(LONGEST_TEXT)
  .transform((value) => value.replace(/\s+/gu, ' ').trim());
const text = z
  .string()
  .regex(/\S/u, { error: 'ne doit pas être vide' })
  .max(LONGEST_TEXT)
  .transform((value) => value.replace(/[\t\n ]+/g, ' ').trim());

const territory = z
  .strictObject({
    name: text.describe('Nom officiel : « Angers », « Angers Loire Métropole ».'),
    kind: z
      .enum(TERRITORY_KINDS)
      .describe('« pays » désigne un pays ou un PETR, qui n’a pas de code officiel.'),
    code: z
      .string()
      .nullable()
      .default(null)
      .describe('Code INSEE d’une commune, d’un département ou d’une région ; SIREN d’un EPCI ou d’un EPT.'),
    population: z
      .int()
      .positive()
      .nullable()
      .default(null)
      .describe('Habitants ; null pour celle du registre.'),
  })
  .refine(({ kind, code }) => code === null || CODE_FORMATS[kind].test(code), {
    path: ['code'],
    error: 'n’a pas la forme d’un code de ce type de territoire',
  })
  .transform(({ population, ...rest }) => ({ ...rest, populationCount: population }));

const source = z.strictObject({
  title: text,
  url: z
    .string()
    .regex(/^https?:\/\/[^\s/@]+(?:\/\S*)?$/i, { error: 'doit être une adresse en http:// ou https://' })
    .refine((address) => URL.canParse(address), { error: 'n’est pas une adresse' })
    .nullable()
    .default(null),
  publisher: text,
  date: z
    .string()
    .regex(/^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, {
      error: 'doit s’écrire AAAA, AAAA-MM ou AAAA-MM-JJ',
    })
    .nullable()
    .default(null),
});

function oneOf(ids: readonly string[], what: string) {
  return z.enum(ids, { error: ({ input }) => `${what} « ${String(input)} » n’existe pas` });
}

function areAllDifferent(items: readonly string[]): boolean {
  return new Set(items).size === items.length;
}

/**
 * A fiche prepared for import. What is not known may be left out, but for what makes a fiche: id, title,
 * summary and source. Unknown fields are refused, so that a misspelt one is seen. An access that is not
 * said becomes `members`.
 */
export function createFicheSchema({ themeIds, leverIds, latestYear }: FicheVocabulary) {
  return z.strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
        error: 'doit s’écrire en minuscules sans accent, chiffres et traits d’union simples',
      })
      .max(200)
      .describe('Ne change jamais : c’est par lui qu’un nouvel import reconnaît la fiche.'),
    title: text.describe('Ce qui a été fait, et où.'),
    summary: text.describe('Ce que la collectivité a fait, en quelques phrases.'),
    territories: z.array(territory).default([]).describe('Où l’expérience a eu lieu.'),
    setting: z.enum(SETTINGS).nullable().default(null).describe('Rural, périurbain, urbain ou mixte.'),
    year: z.int().min(EARLIEST_YEAR).max(latestYear).nullable().default(null),
    themes: z
      .array(oneOf(themeIds, 'le thème'))
      .refine(areAllDifferent, { error: 'répète un thème' })
      .default([])
      .describe('Du plus important au moins important.'),
    levers: z
      .array(z.strictObject({ lever: oneOf(leverIds, 'le levier'), what: text }))
      .refine((uses) => areAllDifferent(uses.map(({ lever }) => lever)), { error: 'répète un levier' })
      .default([])
      .describe('Ce que la collectivité a fait de chaque levier, en une phrase.'),
    actors: z.array(text).default([]).describe('Structures citées.'),
    figures: z.array(z.strictObject({ label: text, value: z.number(), unit: optionalText })).default([]),
    source: source.describe('D’où vient la fiche.'),
    access: z
      .enum(ACCESS_LEVELS)
      .nullable()
      .default('members')
      .transform((access) => access ?? 'members')
      .describe('« public » ou « members » ; sans cette mention, la fiche est réservée aux membres.'),
  });
}

/** The published JSON Schema (2020-12) of a file of fiches: a list of them. */
export function ficheJsonSchema(vocabulary: FicheVocabulary): unknown {
  const list = z
    .array(createFicheSchema(vocabulary))
    .describe('Fiches d’expériences à importer dans Essaimage.');
  return z.toJSONSchema(list, { io: 'input', target: 'draft-2020-12' });
}
