import { z } from 'zod';
import { ACCESS_LEVELS, type Experience, type ExperienceDraft } from '../../domain/experience/experience.ts';
import type { ExperienceTraits } from '../../domain/matching/traits.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../domain/territory/territory.ts';

/** PostgreSQL refuses the NUL character, and half of a surrogate pair is not a character. */
const STORABLE = /^[^\0\p{Surrogate}]*$/u;

export const storableText = z.string().regex(STORABLE, 'caractère nul ou caractère incomplet');

/** False for a text that no stored experience can hold. */
export function isStorable(text: string): boolean {
  return STORABLE.test(text);
}

const place = z.object({ code: storableText, name: storableText });

const territory = z.object({
  name: storableText,
  kind: z.enum(TERRITORY_KINDS),
  code: storableText.nullable(),
  populationCount: z.number().nullable(),
});

const draft = z.object({
  id: storableText.min(1),
  title: storableText,
  summary: storableText,
  territories: z.array(territory),
  setting: z.enum(SETTINGS).nullable(),
  year: z.int().nullable(),
  themes: z.array(storableText),
  levers: z.array(z.object({ lever: storableText, what: storableText })),
  actors: z.array(storableText),
  figures: z.array(z.object({ label: storableText, value: z.number(), unit: storableText })),
  source: z.object({
    title: storableText,
    url: storableText.nullable(),
    publisher: storableText,
    date: storableText.nullable(),
  }),
  access: z.enum(ACCESS_LEVELS),
});

/** The shape in which a draft is kept. */
export const draftSchema: z.ZodType<ExperienceDraft> = draft;

const completedTerritories = z.array(
  territory.extend({ department: place.nullable(), region: place.nullable() }),
);

/** The shape in which an experience is kept. */
export const experienceSchema: z.ZodType<Experience> = draft.extend({ territories: completedTerritories });

/** The shape in which the traits of an experience are kept beside it. */
export const traitsSchema: z.ZodType<ExperienceTraits> = draft
  .pick({ id: true, setting: true, themes: true })
  .extend({ territories: completedTerritories, levers: z.array(z.string()) });
