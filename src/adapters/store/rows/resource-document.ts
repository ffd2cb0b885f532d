import { z } from 'zod';
import type { CorrectionRecord } from '../../../domain/experience/corrections.ts';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import { BLOCK_KINDS, type FieldEvidence, type Resource } from '../../../domain/resource/resource.ts';
import { keptText } from '../../../domain/text/kept-text.ts';

const offset = z.int().nonnegative();

/** Stored resource. */
export const resourceSchema: z.ZodType<Resource> = z.object({
  id: keptText.min(1),
  title: keptText,
  url: keptText.nullable(),
  resourceType: keptText.nullable(),
  publisher: keptText.nullable(),
  date: keptText.nullable(),
  access: z.enum(ACCESS_LEVELS),
  text: keptText,
  blocks: z.array(z.object({ kind: z.enum(BLOCK_KINDS), start: offset, end: offset })),
  listing: z.object({ rubric: keptText.nullable(), origin: keptText }),
  line: z.int().nullable(),
});

export const evidenceSchema: z.ZodType<readonly FieldEvidence[]> = z.array(
  z.object({ pointer: keptText, start: offset, end: offset }),
);

export const correctionSchema: z.ZodType<CorrectionRecord> = z.object({
  experienceId: keptText,
  field: keptText,
  value: z.unknown(),
  actor: keptText,
  at: z.string(),
});

export const originSchema = z.enum(['corpus', 'resource', 'file']);
