import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const READ_LEVERS = fileURLToPath(new URL('material/read-levers.jsonl', import.meta.url));

const readLeversSchema = z.strictObject({
  /** Identifier of a starter fiche, or title of a resource of a known page. */
  id: z.string(),
  proofs: z.array(
    z.strictObject({
      /** Index of the experience in the truth of the resource. */
      experience: z.int().nonnegative().default(0),
      lever: z.string(),
      /** Passage of the text that proves the lever. */
      span: z.string(),
    }),
  ),
  /** Levers that a reader may discuss. */
  tolerated: z.array(z.string()),
});

/** Levers that a person read in a text, who saw nothing else. */
export type ReadLevers = z.output<typeof readLeversSchema>;

/** Reads what a person read in the texts of the starter fiches and of the known pages, by identifier or title. */
export async function readReadLevers(): Promise<ReadonlyMap<string, ReadLevers>> {
  const lines = (await readFile(READ_LEVERS, 'utf8')).split('\n').filter((line) => line !== '');
  const read = lines.map((line) => readLeversSchema.parse(JSON.parse(line)));
  return new Map(read.map((one) => [one.id, one]));
}
