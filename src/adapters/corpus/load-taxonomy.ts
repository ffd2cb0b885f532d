import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { listWithoutRepeats, textUnder } from '../../domain/experience/written-fiche.ts';
import type { LeverSigns, SignStrength } from '../../domain/lever/lever.ts';
import { lawOfLeverSchema } from '../../domain/lever/lever-law.ts';
import { identifier, text } from '../../domain/text/kept-text.ts';
import type { Taxonomy, Thesaurus } from '../../ports/taxonomy.ts';
import { parseCorpus, readJsonFile } from './corpus-file.ts';
import { compileSign, type WordLists } from './sign-notation.ts';

const LEVERS_FILE = 'levers.json';
const LAW_FILE = 'levers-law.json';
const THEMES_FILE = 'themes.json';

const signSchema = z.array(text);

const themeSchema = z
  .strictObject({
    id: identifier,
    label: text,
    definition: text,
    cues: z.array(text),
    otherSenses: signSchema.optional(),
  })
  .transform(({ otherSenses, ...theme }, context) => ({
    ...theme,
    otherSenses: compileAll(otherSenses ?? [], {}, ['otherSenses'], context),
  }));

const leverSchema = z
  .strictObject({
    id: identifier,
    label: text,
    definition: text,
    cues: z.array(text),
    refusedAs: z.array(text).optional(),
    otherSenses: signSchema.optional(),
    words: z.record(identifier, z.array(text).min(1)).optional(),
    signs: z.strictObject({ tells: signSchema, says: signSchema, hints: signSchema }),
    examples: z.array(text).min(1, 'donnez au moins une phrase où une collectivité emploie ce levier'),
    // Names of the lever at the RTES, for the editors of the file only.
    rtesNames: z.array(text).optional(),
  })
  .transform(({ words = {}, signs, otherSenses, refusedAs = [], rtesNames: _, ...lever }, context) => ({
    ...lever,
    refusedAs,
    otherSenses: compileAll(otherSenses ?? [], words, ['otherSenses'], context),
    signs: compileSigns(signs, words, context),
  }));

function compileAll(
  signs: readonly string[],
  words: WordLists,
  path: readonly string[],
  context: z.RefinementCtx,
): readonly string[] {
  return signs.map((sign, index) => {
    const { source, problems } = compileSign(sign, words);
    for (const message of problems) context.addIssue({ code: 'custom', path: [...path, index], message });
    return source;
  });
}

function compileSigns(signs: LeverSigns, words: WordLists, context: z.RefinementCtx): LeverSigns {
  const compile = (strength: SignStrength) =>
    compileAll(signs[strength], words, ['signs', strength], context);
  return { tells: compile('tells'), says: compile('says'), hints: compile('hints') };
}

const idOf = textUnder('id');
const leverOf = textUnder('lever');
const repeated = (id: string) => `l’identifiant « ${id} » est déjà pris`;

const taxonomySchema = z
  .object({
    [LEVERS_FILE]: listWithoutRepeats(leverSchema, idOf, repeated),
    [LAW_FILE]: listWithoutRepeats(
      lawOfLeverSchema,
      leverOf,
      (id) => `le levier « ${id} » a déjà une entrée`,
    ),
    [THEMES_FILE]: listWithoutRepeats(themeSchema, idOf, repeated),
  })
  .superRefine(({ [LEVERS_FILE]: levers, [LAW_FILE]: laws }, context) => {
    const ids = new Set(levers.map(({ id }) => id));
    for (const [index, { lever }] of laws.entries()) {
      if (ids.has(lever)) continue;
      const message = `aucun levier de ${LEVERS_FILE} n’a cet identifiant`;
      context.addIssue({ code: 'custom', path: [LAW_FILE, index, 'lever'], message });
    }
  });

const ITEM_NAMES = [
  { file: LEVERS_FILE, noun: 'levier', keyOf: idOf },
  { file: LAW_FILE, noun: 'levier', keyOf: leverOf },
  { file: THEMES_FILE, noun: 'thème', keyOf: idOf },
] as const;

/**
 * Loads `levers.json` with the law of `levers-law.json`, and `themes.json`, in the order of the files. The hash is
 * the SHA-256 of what recognises and names them: neither layout, nor editors' notes, nor the law, nor what defines a
 * theme change it.
 * @throws DomainError `corpus-invalid` with the problems of the files, as `/levers.json/3/label : …`
 */
export async function loadTaxonomy(directory: string): Promise<Taxonomy> {
  const files = await Promise.all(ITEM_NAMES.map(({ file }) => readJsonFile(join(directory, file))));
  const content = Object.fromEntries(ITEM_NAMES.map(({ file }, position) => [file, files[position]]));
  const parsed = parseCorpus(directory, taxonomySchema, content, ([file, index]) => {
    const kind = ITEM_NAMES.find((candidate) => candidate.file === file);
    const items = kind && content[kind.file];
    const id = Array.isArray(items) && typeof index === 'number' ? kind?.keyOf(items[index]) : undefined;
    return id === undefined ? undefined : `${kind?.noun} « ${id} »`;
  });
  const { [LEVERS_FILE]: levers, [LAW_FILE]: laws, [THEMES_FILE]: themes } = parsed;
  const recognised = { levers, themes: themes.map(({ definition: _, ...theme }) => theme) };
  const lawOf = new Map(laws.map(({ lever, ...law }) => [lever, law]));
  return {
    levers: levers.map((lever) => ({ ...lever, law: lawOf.get(lever.id) ?? null })),
    themes,
    hash: createHash('sha256').update(JSON.stringify(recognised)).digest('hex'),
  };
}

const FILE = 'expressions.json';

const thesaurusSchema = z.array(
  z.strictObject({
    terms: z
      .array(text)
      .min(2, 'un groupe relie au moins deux expressions')
      .refine((terms) => new Set(terms).size === terms.length, 'une expression y est deux fois'),
    note: text.optional(),
  }),
);

/**
 * Loads the groups of `expressions.json`, in the order of the file. The hash is the SHA-256 of their terms.
 * @throws DomainError `corpus-invalid` with every problem, as `/12/terms : …`
 */
export async function loadThesaurus(directory: string): Promise<Thesaurus> {
  const file = join(directory, FILE);
  const content = await readJsonFile(file);
  const parsed = parseCorpus(file, thesaurusSchema, content, () => undefined);
  const groups = parsed.map(({ terms }) => terms);
  return { groups, hash: createHash('sha256').update(JSON.stringify(groups)).digest('hex') };
}
