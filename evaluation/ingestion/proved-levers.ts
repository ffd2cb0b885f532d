import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJsonLines } from './read-json-lines.ts';

const PROVED_LEVERS = fileURLToPath(new URL('material/proved-levers.jsonl', import.meta.url));

const provedLeversSchema = z.strictObject({
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
  /** Levers of a fiche that a reader may discuss; empty for a page, whose truth has them. */
  tolerated: z.array(z.string()),
});

/** Levers that a text proves. */
export type ProvedLevers = z.output<typeof provedLeversSchema>;

/**
 * Loads the levers that the texts of the starter fiches and of the known pages prove, by identifier or title. Those of
 * the fiches were read in the text alone; those of the pages are in their truth, and only their passages were sought.
 */
export async function loadProvedLevers(): Promise<ReadonlyMap<string, ProvedLevers>> {
  const proved = await readJsonLines(PROVED_LEVERS, provedLeversSchema);
  return new Map(proved.map((one) => [one.id, one]));
}
