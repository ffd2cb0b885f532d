import { z } from 'zod';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import {
  createWrittenFicheSchema,
  type FicheVocabulary,
  type WrittenRules,
} from '../../../domain/experience/written-fiche.ts';

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
