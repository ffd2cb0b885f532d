import { z } from 'zod';
import { EXPERIENCE_ORIGINS } from '../../../domain/experience/experience.ts';
import type { FicheVocabulary } from '../../../domain/experience/written-fiche.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import {
  correctionSchema,
  draftSchema,
  evidenceSchema,
  feedbackSchema,
  noteSchema,
  resourceSchema,
} from '../../common/export-records.ts';
import { type ReadLimits, readLimitsSchema } from '../common/read-limits.ts';

/** Messages between the service and the parser thread: one reply a request, in order. */

export interface ParserSettings {
  readonly vocabulary: FicheVocabulary;
  readonly limits: ReadLimits;
}

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const ids = z.array(z.string());
const count = z.int().positive();

export const parserSettingsSchema: z.ZodType<ParserSettings> = z.object({
  vocabulary: z.object({ themeIds: ids, leverIds: ids, latestYear: z.int() }),
  limits: readLimitsSchema,
});

export const parserRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('document'),
    name: z.string(),
    address: z.string().nullable(),
    mediaType: z.string().nullable(),
    bytes,
  }),
  z.object({
    kind: z.literal('records'),
    /** Whole lines of an NDJSON file, in UTF-8. */
    bytes,
    /** Number of the first line; 1 starts a new file. */
    firstLine: count,
  }),
]);
export type ParserRequest = z.output<typeof parserRequestSchema>;

const itemSchema: z.ZodType<ImportItem> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('resource'), resource: resourceSchema }),
  z.object({
    kind: z.literal('experience'),
    draft: draftSchema,
    resourceId: z.string().nullable(),
    evidence: z.array(evidenceSchema),
    origin: z.enum(EXPERIENCE_ORIGINS),
  }),
  z.object({
    kind: z.literal('exported-resource'),
    resource: resourceSchema,
    goneSince: z.string().nullable(),
  }),
  z.object({ kind: z.literal('correction'), correction: correctionSchema }),
  z.object({ kind: z.literal('feedback'), feedback: feedbackSchema }),
  z.object({ kind: z.literal('note'), note: noteSchema }),
]);

export const parserReplySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('read'),
    reading: z.object({
      format: z.enum(['listing', 'records']),
      items: z.array(itemSchema),
      pager: z.object({ next: z.string().nullable(), pageCount: count }),
      isWhole: z.boolean(),
    }),
  }),
  z.object({ kind: z.literal('unreadable'), reason: z.string() }),
]);
export type ParserReply = z.output<typeof parserReplySchema>;
