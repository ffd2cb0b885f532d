import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { listWithoutRepeats, textUnder } from '../../domain/experience/list-without-repeats.ts';
import type { LeverSigns, SignStrength } from '../../domain/lever/lever.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { identifier, text } from './clean-text.ts';
import { parseCorpus, readJsonFile } from './corpus-file.ts';
import { compileSign, type WordLists } from './sign-notation.ts';

const LEVERS_FILE = 'levers.json';
const THEMES_FILE = 'themes.json';

const signSchema = z.array(text);

const themeSchema = z
  .strictObject({
    id: identifier,
    label: text,
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
    otherSenses: signSchema.optional(),
    words: z.record(identifier, z.array(text).min(1)).optional(),
    signs: z.strictObject({ tells: signSchema, says: signSchema, hints: signSchema }),
    examples: z.array(text).min(1, 'donnez au moins une phrase où une collectivité emploie ce levier'),
    legalBasis: z.array(z.strictObject({ ref: text, about: text })),
    watchOut: text.nullable(),
    // Names of the lever at the RTES, for the editors of the file only.
    rtesNames: z.array(text).optional(),
  })
  .transform(({ words = {}, signs, otherSenses, rtesNames: _, ...lever }, context) => ({
    ...lever,
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
const repeated = (id: string) => `l’identifiant « ${id} » est déjà pris`;

const taxonomySchema = z.object({
  [LEVERS_FILE]: listWithoutRepeats(leverSchema, idOf, repeated),
  [THEMES_FILE]: listWithoutRepeats(themeSchema, idOf, repeated),
});

/**
 * Loads `levers.json` and `themes.json`, in the order of the files. The hash is the SHA-256 of their parsed content:
 * layout and editors' notes do not change it.
 * @throws DomainError `corpus-invalid` with the problems of both files, as `/levers.json/3/label : …`
 */
export async function loadTaxonomy(directory: string): Promise<Taxonomy> {
  const [leverItems, themeItems] = await Promise.all([
    readJsonFile(join(directory, LEVERS_FILE)),
    readJsonFile(join(directory, THEMES_FILE)),
  ]);
  const content = { [LEVERS_FILE]: leverItems, [THEMES_FILE]: themeItems };
  const parsed = parseCorpus(directory, taxonomySchema, content, ([file, index]) => {
    const items = file === LEVERS_FILE ? leverItems : themeItems;
    const id = Array.isArray(items) && typeof index === 'number' ? idOf(items[index]) : undefined;
    return id === undefined ? undefined : `${file === LEVERS_FILE ? 'levier' : 'thème'} « ${id} »`;
  });
  const levers = parsed[LEVERS_FILE];
  const themes = parsed[THEMES_FILE];
  const hash = createHash('sha256').update(JSON.stringify({ levers, themes })).digest('hex');
  return { levers, themes, hash };
}
