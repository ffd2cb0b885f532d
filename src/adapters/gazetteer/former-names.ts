import { z } from 'zod';
import lines from './former-names.json' with { type: 'json' };

/** Code of a present territory, a former name of it or of a commune that it replaced, and a former SIREN or null. */
export type FormerName = readonly [present: string, name: string, formerSiren: string | null];

const schema: z.ZodType<readonly FormerName[]> = z.array(
  z.tuple([z.string(), z.string(), z.string().nullable()]),
);

/** Names of earlier editions of the register; `scripts/generate-former-names.ts` writes the file. */
export const FORMER_NAMES = schema.parse(lines);
