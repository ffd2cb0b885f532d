import { z } from 'zod';
import type { Frozen } from '../experience/experience.ts';
import { SETTINGS, TERRITORY_KINDS } from '../territory/territory.ts';
import { keptText } from '../text/kept-text.ts';

export const entrustedQuestionSchema = z.object({
  /** Unguessable: a client that knows it may erase the question. */
  id: z.string(),
  /** Free text, which may name people. */
  priorities: keptText,
  /** Territory that asks, its code and its kind those of the register; null where nothing is given. */
  territory: z.object({
    code: z.string().nullable(),
    kind: z.enum(TERRITORY_KINDS).nullable(),
    name: z.string().nullable(),
    populationCount: z.int().nullable(),
    setting: z.enum(SETTINGS).nullable(),
  }),
  /** Ids of the themes chosen; `levers` likewise. */
  themes: z.array(z.string()),
  levers: z.array(z.string()),
  /** ISO 8601, UTC, to the millisecond. */
  createdAt: z.string(),
});

/** Question that a visitor left to the newsroom, as it was asked, with nothing of its author. */
export type EntrustedQuestion = Frozen<z.output<typeof entrustedQuestionSchema>>;
