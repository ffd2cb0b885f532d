import { z } from 'zod';
import { SETTINGS, TERRITORY_KINDS } from '../territory/territory.ts';
import { keptText } from '../text/kept-text.ts';
import { createFigureSchema, type FigureRules } from './figure.ts';

export const ACCESS_LEVELS = ['public', 'members'] as const;
export type Access = (typeof ACCESS_LEVELS)[number];

/** Share of the experiences that a reader may see: `public` readers never see a members' experience. */
export type Audience = Access;

/** Kind of import that owns an experience: the starter corpus, a resource, or a file of fiches. */
export const EXPERIENCE_ORIGINS = ['corpus', 'resource', 'file'] as const;
export type ExperienceOrigin = (typeof EXPERIENCE_ORIGINS)[number];

/** Whether the experience still goes on, as far as its fiche says; `unknown` says nothing. */
export const EXPERIENCE_STATES = ['running', 'ended-as-planned', 'stopped', 'unknown'] as const;
export type ExperienceState = (typeof EXPERIENCE_STATES)[number];

/** Rules by which one reader of fiches (corpus, files, store, exports, API) accepts and cleans values. */
export interface FicheRules extends FigureRules {
  readonly id: z.ZodType<string>;
  /** Code of a territory, whose form depends on its kind. */
  readonly code: z.ZodType<string>;
  readonly address: z.ZodType<string>;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: z.ZodType<string>;
  readonly year: z.ZodType<number>;
  readonly themes: z.ZodType<string[]>;
  readonly levers: z.ZodType<z.output<typeof leverUseSchema>[]>;
  readonly access: z.ZodType<Access>;
}

/** Fields of a fiche, in order. A new one needs `orUnknown`, which completes the fiches stored before. */
export function createDraftSchema<Territory extends z.ZodType>(rules: FicheRules, territory: Territory) {
  const { object, text, orUnknown } = rules;
  const source = object({
    title: text.describe('Titre du document d’où vient la fiche.'),
    url: orUnknown(rules.address.nullable(), null).describe(
      'Adresse du document ; null quand elle n’est pas connue.',
    ),
    publisher: text.describe('Éditeur.'),
    date: orUnknown(rules.date.nullable(), null).describe('AAAA, AAAA-MM ou AAAA-MM-JJ.'),
  });
  return object({
    id: rules.id.describe('Identifiant stable : c’est par lui qu’un nouvel import reconnaît la fiche.'),
    title: text.describe('Titre : ce qui a été fait, et où.'),
    summary: text.describe('Récit : ce que la collectivité a fait, en quelques phrases.'),
    territories: orUnknown(z.array(territory), []).describe('Territoires où l’expérience a eu lieu.'),
    setting: orUnknown(z.enum(SETTINGS).nullable(), null).describe('Rural, périurbain, urbain ou mixte.'),
    year: orUnknown(rules.year.nullable(), null).describe('Année du début ou du récit.'),
    themes: orUnknown(rules.themes, []).describe('Thèmes, du plus important au moins important.'),
    levers: orUnknown(rules.levers, []).describe('Leviers, et ce que la collectivité a fait de chacun.'),
    actors: orUnknown(z.array(text), []).describe('Structures qui y prennent part.'),
    figures: orUnknown(z.array(createFigureSchema(rules)), []).describe('Chiffres clés.'),
    state: orUnknown(z.enum(EXPERIENCE_STATES), 'unknown').describe(
      'En cours (running), terminée comme prévu (ended-as-planned), arrêtée (stopped) ou inconnu (unknown).',
    ),
    checkedOn: orUnknown(rules.date.nullable(), null).describe(
      'Dernier jour où une personne a vérifié la fiche ; null si personne ne l’a fait.',
    ),
    difficulties: orUnknown(z.array(text), []).describe(
      'Phrases du récit qui disent ce qui a été difficile ou a mal tourné, mot pour mot.',
    ),
    source: source.describe('D’où vient la fiche.'),
    otherSources: orUnknown(z.array(source), []).describe(
      'Autres documents qui racontent la même expérience.',
    ),
    access: rules.access,
  });
}

/** Creates the fields common to the territories of all readers. */
export function territoryShape({ text, code, orUnknown }: Pick<FicheRules, 'text' | 'code' | 'orUnknown'>) {
  return {
    name: text.describe('Nom officiel : « Angers », « Angers Loire Métropole ».'),
    kind: z
      .enum(TERRITORY_KINDS)
      .describe('« pays » désigne un pays ou un PETR, qui n’a pas de code officiel.'),
    code: orUnknown(code.nullable(), null).describe(
      'Code INSEE d’une commune, d’un département ou d’une région, SIREN d’un EPCI ou d’un EPT ; null sans code officiel.',
    ),
  };
}

/** Lever, with one sentence on its use by the collectivité. */
const leverUseSchema = z.object({ lever: keptText, what: keptText });
const placeSchema = z.object({ code: keptText, name: keptText });

/** Rules of stored fiches; readers of external data are stricter. */
export const KEPT_RULES: FicheRules = {
  object: z.object,
  id: keptText.min(1),
  text: keptText,
  optionalText: keptText,
  code: keptText,
  address: keptText,
  date: keptText,
  year: z.int(),
  themes: z.array(keptText),
  levers: z.array(leverUseSchema),
  access: z.enum(ACCESS_LEVELS),
  orUnknown: (schema, unknown) => schema.prefault(unknown),
};

export const draftTerritoryShape = {
  ...territoryShape(KEPT_RULES),
  populationCount: z.int().nonnegative().nullable(),
};

/** Experience as its authors give it, before the register completes its territories. */
export const draftSchema = createDraftSchema(KEPT_RULES, z.object(draftTerritoryShape));

/** Case study of one or more collectivités, with its source. */
export const experienceSchema = createDraftSchema(
  KEPT_RULES,
  z.object({ ...draftTerritoryShape, department: placeSchema.nullable(), region: placeSchema.nullable() }),
);

/** Deeply read-only type. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

export interface ExperienceDraft extends Frozen<z.output<typeof draftSchema>> {}
export interface Experience extends Frozen<z.output<typeof experienceSchema>> {}

/** Territory where the experience took place, completed from the register when it has a code. */
export type ExperienceTerritory = Experience['territories'][number];
export type Figure = Experience['figures'][number];
export type Source = Experience['source'];

/** Optional fields of a fiche with their default values. */
export const NOTHING_KNOWN: Omit<ExperienceDraft, 'id' | 'title' | 'summary' | 'source' | 'access'> =
  draftSchema.omit({ id: true, title: true, summary: true, source: true, access: true }).parse({});
