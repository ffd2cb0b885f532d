import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TERRITORY_KINDS } from '../../domain/territory/territory.ts';
import { identifier, keptText } from '../../domain/text/kept-text.ts';
import { type JudgedRequest, judgedRequestSchema } from '../../ports/judged-requests.ts';
import { parseCorpus, parseJson, readJsonFile, readTextFile } from './corpus-file.ts';

const SORTS = ['normal', 'multi', 'long', 'lever', 'vague', 'keywords', 'refusal', 'typo'] as const;

const programRequestSchema = z.strictObject({
  id: identifier,
  sort: z.enum(SORTS),
  territory: z.strictObject({
    name: keptText,
    kind: z.enum(TERRITORY_KINDS),
    code: z.string().nullable(),
  }),
  priorities: keptText,
  experiences: z.record(identifier, z.int().min(1).max(3)),
  levers: z.array(identifier),
  needs: z.array(z.strictObject({ need: keptText, experiences: z.array(identifier) })).default([]),
});

/** A judged request of any network, whose other fields are left. */
const sharedRequestSchema = judgedRequestSchema.extend({ levers: z.array(identifier).default([]) });

/**
 * Reads judged requests, one JSON object a line.
 * @throws DomainError `corpus-invalid`, each problem as `/3/levers : …`, the first line being 0
 */
export async function readJudgedLines(file: string): Promise<readonly JudgedRequest[]> {
  const lines = (await readTextFile(file)).split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line) => parseJson(file, line));
  return parseCorpus(file, z.array(sharedRequestSchema), values, () => undefined);
}

/**
 * Reads the judged requests of a folder, one file a hand, in the order of the names of the files.
 * @throws DomainError `corpus-invalid`, each problem as `/3/levers : …`
 */
export async function loadJudgedRequests(directory: string) {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  const files = names.map(async (name) => {
    const file = join(directory, name);
    return parseCorpus(file, z.array(programRequestSchema), await readJsonFile(file), () => undefined);
  });
  return (await Promise.all(files)).flat();
}
