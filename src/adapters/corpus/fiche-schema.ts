import { z } from 'zod';
import type { ExperienceDraft } from '../../domain/experience/experience.ts';
import { ACCESS_LEVELS } from '../../domain/experience/experience.ts';
import { SETTINGS, TERRITORY_KINDS, type TerritoryKind } from '../../domain/territory/territory.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { identifier, optionalText, text, webAddress } from './clean-text.ts';
import { listWithoutRepeats, textUnder } from './list-without-repeats.ts';

const EARLIEST_YEAR = 1990;

const CODE_FORMATS: Readonly<Record<TerritoryKind, RegExp>> = {
  commune: /^(?:\d\d|2[AB])\d{3}$/,
  epci: /^\d{9}$/,
  ept: /^\d{9}$/,
  departement: /^(?:\d\d|2[AB]|9[78]\d)$/,
  region: /^\d\d$/,
  // No register gives codes to the pays.
  pays: /^(?!)/,
};

const territorySchema = z
  .strictObject({
    name: text,
    kind: z.enum(TERRITORY_KINDS),
    code: z.string().nullable(),
    population: z.int().positive().nullable(),
  })
  .refine(({ kind, code }) => code === null || CODE_FORMATS[kind].test(code), {
    path: ['code'],
    error:
      'n’a pas la forme d’un code de ce type de territoire (INSEE, ou SIREN pour un EPCI ou un EPT ; null pour un pays)',
  })
  .transform(({ population, ...territory }) => ({ ...territory, populationCount: population }));

const sourceSchema = z.strictObject({
  title: text,
  url: webAddress,
  publisher: text,
  date: z
    .string()
    .regex(/^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, {
      error: 'doit s’écrire AAAA, AAAA-MM ou AAAA-MM-JJ',
    })
    .nullable(),
});

const access = z.enum(ACCESS_LEVELS, {
  error:
    'doit valoir « public » ou « members » ; sans accès lisible, la fiche est refusée pour ne pas publier ce qui serait réservé',
});

function knownId(known: readonly { readonly id: string }[], what: string) {
  const ids = new Set(known.map(({ id }) => id));
  return z
    .string()
    .refine((id) => ids.has(id), { error: ({ input }) => `${what} « ${String(input)} » n’existe pas` });
}

/**
 * The shape of `experiences.json`: every field is written, null where nothing is known. Unknown
 * fields are refused, so that a misspelt one is seen.
 * @param latestYear the last year that a fiche may bear; the first is 1990
 */
export function createFicheListSchema(
  taxonomy: Taxonomy,
  latestYear: number,
): z.ZodType<readonly ExperienceDraft[]> {
  const theme = knownId(taxonomy.themes, 'le thème');
  const leverUse = z.strictObject({ lever: knownId(taxonomy.levers, 'le levier'), what: text });
  const fiche = z.strictObject({
    id: identifier,
    title: text,
    summary: text,
    territories: z.array(territorySchema),
    setting: z.enum(SETTINGS).nullable(),
    year: z.int().min(EARLIEST_YEAR).max(latestYear).nullable(),
    themes: listWithoutRepeats(
      theme,
      (id) => z.string().safeParse(id).data,
      (id) => `le thème « ${id} » est répété`,
    ),
    levers: listWithoutRepeats(leverUse, textUnder('lever'), (id) => `le levier « ${id} » est répété`),
    actors: z.array(text),
    figures: z.array(z.strictObject({ label: text, value: z.number(), unit: optionalText })),
    source: sourceSchema,
    access,
  });
  return listWithoutRepeats(fiche, textUnder('id'), (id) => `l’identifiant « ${id} » est déjà pris`);
}
