import { z } from 'zod';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import {
  createWrittenFicheSchema,
  type FicheVocabulary,
  type WrittenRules,
} from '../../../domain/experience/written-fiche.ts';
import { capitalise } from '../../../domain/french/labels.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { readyMade } from '../../../ports/import-store.ts';
import { createNote, noteItem } from '../common/read-item.ts';
import { notesOnText, sanitiseValue, textsOf } from '../text/sanitise-text.ts';

export type FicheSchema = ReturnType<typeof createFicheSchema>;

const { localeError } = z.locales.fr();
const SHOWN_PROBLEMS = 5;
const hasId = z.object({ id: z.string() });
const hasAccess = z.object({ access: z.string() });

const formerFiche = z.looseObject({ needsMet: z.unknown() });

/** Removes the needs of the fiches written before December 2026, which nobody had said. */
export function withoutFormerField(fiche: unknown): unknown {
  const parsed = formerFiche.safeParse(fiche);
  if (!parsed.success) return fiche;
  const { needsMet: _, ...rest } = parsed.data;
  return rest;
}

/** Reads the fiche in a value, or returns a note that says why it is left out. */
export function readFiche(value: unknown, schema: FicheSchema, line: number | null): readonly ImportItem[] {
  const clean = withoutFormerField(sanitiseValue(value));
  const parsed = schema.safeParse(clean, { error: localeError });
  const name = hasId.safeParse(clean).data?.id.slice(0, 100);
  const what = name === undefined ? 'la fiche' : `la fiche « ${name} »`;
  if (!parsed.success) {
    const detail = `${capitalise(what)} est écartée : ${describeProblems(parsed.error)}.`;
    return [noteItem('record-invalid', detail, { line })];
  }
  const notes = [...notesOnText(textsOf(value).join('\n'), what, { line })];
  const saysAccess = hasAccess.safeParse(clean).success;
  if (!saysAccess) {
    const detail = `${capitalise(what)} ne dit pas à qui elle est ouverte : elle est réservée aux membres, sauf si l’import dit « public ».`;
    notes.push(createNote('access-missing', detail, { line }));
  }
  return [
    {
      ...readyMade(parsed.data),
      kind: 'experience',
      resourceId: null,
      saysAccess,
      origin: 'file',
    },
    ...notes.map((note): ImportItem => ({ kind: 'note', note })),
  ];
}

/** Lists the first problems of a value, each with its JSON pointer. */
export function describeProblems(error: z.ZodError): string {
  const shown = error.issues
    .slice(0, SHOWN_PROBLEMS)
    .map(({ path, message }) => `/${path.map(String).join('/')} ${message}`);
  const hidden = error.issues.length - shown.length;
  return `${shown.join(' ; ')}${hidden > 0 ? ` ; et ${hidden} de plus` : ''}`.slice(0, 1000);
}

const LONGEST_TEXT = 20_000;

const RULES: WrittenRules = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
      error: 'doit s’écrire en minuscules sans accent, chiffres et traits d’union simples',
    })
    .max(200),
  text: z
    .string()
    .regex(/\S/u, { error: 'ne doit pas être vide' })
    .max(LONGEST_TEXT)
    .transform((value) => value.replace(/[\t\n ]+/g, ' ').trim()),
  optionalText: z
    .string()
    .max(LONGEST_TEXT)
    .transform((value) => value.replace(/\s+/gu, ' ').trim()),
  address: z
    .string()
    .regex(/^https?:\/\/[^\s/@]+(?:\/\S*)?$/i, { error: 'doit être une adresse en http:// ou https://' })
    .refine((address) => URL.canParse(address), { error: 'n’est pas une adresse' }),
  access: z
    .enum(ACCESS_LEVELS)
    .nullable()
    .default('members')
    .transform((access) => access ?? 'members')
    .describe('« public » ou « members » ; sans cette mention, la fiche est réservée aux membres.'),
};

/** Builds the schema of a fiche prepared for import; a missing access becomes `members`. */
export function createFicheSchema(vocabulary: FicheVocabulary) {
  return createWrittenFicheSchema(vocabulary, RULES);
}

/** Builds the published JSON Schema (2020-12) of a list of fiches. */
export function ficheJsonSchema(vocabulary: FicheVocabulary): unknown {
  const list = z
    .array(createFicheSchema(vocabulary))
    .describe('Fiches d’expériences à importer dans Essaimage.');
  return z.toJSONSchema(list, { io: 'input', target: 'draft-2020-12' });
}
