import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Thesaurus } from '../../ports/taxonomy.ts';
import { text } from './clean-text.ts';
import { parseCorpus, readJsonFile } from './corpus-file.ts';

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
