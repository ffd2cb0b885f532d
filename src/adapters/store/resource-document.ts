import { z } from 'zod';
import type { CorrectionRecord } from '../../domain/experience/corrections.ts';
import { ACCESS_LEVELS } from '../../domain/experience/experience.ts';
import { BLOCK_KINDS, type FieldEvidence, type Resource } from '../../domain/resource/resource.ts';
import { storableText } from './experience-document.ts';

const offset = z.int().nonnegative();

/** The shape in which a resource is kept. */
export const resourceSchema: z.ZodType<Resource> = z.object({
  id: storableText.min(1),
  title: storableText,
  url: storableText.nullable(),
  resourceType: storableText.nullable(),
  publisher: storableText.nullable(),
  date: storableText.nullable(),
  access: z.enum(ACCESS_LEVELS),
  text: storableText,
  blocks: z.array(z.object({ kind: z.enum(BLOCK_KINDS), start: offset, end: offset })),
  listing: z.object({ rubric: storableText.nullable(), origin: storableText }),
  line: z.int().nullable(),
});

export const evidenceSchema: z.ZodType<readonly FieldEvidence[]> = z.array(
  z.object({ pointer: storableText, start: offset, end: offset }),
);

export const correctionSchema: z.ZodType<CorrectionRecord> = z.object({
  experienceId: storableText,
  field: storableText,
  value: z.unknown(),
  actor: storableText,
  at: z.string(),
});

export const originSchema = z.enum(['corpus', 'resource', 'file']);
