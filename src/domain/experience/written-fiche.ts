import { z } from 'zod';
import { CODE_FORMS } from '../territory/territory.ts';
import { createDraftSchema, type FicheRules, territoryShape } from './experience.ts';
import { findMisquotes, MISQUOTE_MESSAGE } from './misquotes.ts';

/** Levers and themes that a fiche may name, and the last year that it may have. */
export interface FicheVocabulary {
  readonly themeIds: readonly string[];
  readonly leverIds: readonly string[];
  readonly latestYear: number;
  /** Labels of themes and levers, by id: a table may name them so. */
  readonly labels: Readonly<Record<string, string>>;
}

type Entries = readonly { readonly id: string; readonly label: string }[];

export function ficheVocabulary(
  { themes, levers }: { readonly themes: Entries; readonly levers: Entries },
  latestYear: number,
): FicheVocabulary {
  return {
    themeIds: themes.map(({ id }) => id),
    leverIds: levers.map(({ id }) => id),
    latestYear,
    labels: Object.fromEntries([...themes, ...levers].map(({ id, label }) => [id, label])),
  };
}

const EARLIEST_YEAR = 1990;
export const SOURCE_DATE = /^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

function oneOf(ids: readonly string[], what: string) {
  return z.enum(ids, { error: ({ input }) => `${what} « ${String(input)} » n’existe pas` });
}

/** Rules that differ between the corpus and the files prepared for import. */
export type WrittenRules = Pick<FicheRules, 'id' | 'text' | 'optionalText' | 'address' | 'access'>;

/** Schema of a fiche that a person writes in a file: unknown fields are refused, to show typos. */
export function createWrittenFicheSchema(
  { themeIds, leverIds, latestYear }: Omit<FicheVocabulary, 'labels'>,
  written: WrittenRules,
) {
  const leverUse = z.strictObject({ lever: oneOf(leverIds, 'le levier'), what: written.text });
  const rules: FicheRules = {
    ...written,
    object: z.strictObject,
    code: z.string(),
    date: z.string().regex(SOURCE_DATE, { error: 'doit s’écrire AAAA, AAAA-MM ou AAAA-MM-JJ' }),
    year: z.int().min(EARLIEST_YEAR).max(latestYear),
    themes: listWithoutRepeats(
      oneOf(themeIds, 'le thème'),
      (id) => z.string().safeParse(id).data,
      (id) => `le thème « ${id} » est répété`,
    ),
    levers: listWithoutRepeats(leverUse, textUnder('lever'), (id) => `le levier « ${id} » est répété`),
    orUnknown: (schema, unknown) => schema.prefault(unknown),
  };
  const territory = z
    .strictObject({
      ...territoryShape(rules),
      population: rules
        .orUnknown(z.int().positive().nullable(), null)
        .describe('Habitants ; null pour celle du registre.'),
    })
    .refine(({ kind, code }) => code === null || CODE_FORMS[kind].test(code), {
      path: ['code'],
      error:
        'n’a pas la forme d’un code de ce type de territoire (INSEE, ou SIREN pour un EPCI ou un EPT ; null pour un pays)',
    })
    .transform(({ population, ...rest }) => ({ ...rest, populationCount: population }));
  return createDraftSchema(rules, territory).superRefine((fiche, context) => {
    for (const { path } of findMisquotes(fiche)) {
      context.addIssue({ code: 'custom', path: [...path], message: MISQUOTE_MESSAGE });
    }
  });
}

/** Refuses each repeated key, even among invalid items; an item whose `keyOf` is undefined is skipped. */
export function listWithoutRepeats<Item extends z.ZodType>(
  item: Item,
  keyOf: (item: unknown) => string | undefined,
  error: (key: string) => string,
) {
  return z.array(item).superRefine(
    (items, context) => {
      const seen = new Set<string>();
      for (const [index, value] of items.entries()) {
        const key = keyOf(value);
        if (key === undefined) continue;
        if (seen.has(key)) context.addIssue({ code: 'custom', path: [index], message: error(key) });
        seen.add(key);
      }
    },
    { when: ({ value }) => Array.isArray(value) },
  );
}

/** Creates a reader of one text property of an unparsed object; undefined when it has none. */
export function textUnder(name: string): (item: unknown) => string | undefined {
  const shape = z.object({ [name]: z.string() });
  return (item) => shape.safeParse(item).data?.[name];
}
