import { z } from 'zod';
import type { Taxonomy } from '../../../ports/taxonomy.ts';
import { draftSchema, evidenceSchema, noteSchema, resourceSchema } from '../../common/export-records.ts';
import type { Scale } from '../meaning/similarity.ts';

// Messages between the service and the extractor thread. Both sides validate them.

/** Start settings of the thread. It loads the register itself, which is too large to be sent. */
export interface ExtractorSettings {
  readonly taxonomy: Taxonomy;
  /** Calibration of the model that computes the vectors. */
  readonly scale: Scale;
  /** Latest year of an experience. */
  readonly currentYear: number;
}

const text = z.string();
const texts = z.array(text);
const id = z.int().nonnegative();
const vector = z.custom<Float32Array>((value) => value instanceof Float32Array);

const taxonomySchema: z.ZodType<Taxonomy> = z.object({
  levers: z.array(
    z.object({
      id: text,
      label: text,
      definition: text,
      cues: texts,
      otherSenses: texts,
      signs: z.object({ tells: texts, says: texts, hints: texts }),
      examples: texts,
      legalBasis: z.array(z.object({ ref: text, about: text })),
      watchOut: text.nullable(),
    }),
  ),
  themes: z.array(z.object({ id: text, label: text, cues: texts, otherSenses: texts })),
  hash: text,
});

export const extractorSettingsSchema: z.ZodType<ExtractorSettings> = z.object({
  taxonomy: taxonomySchema,
  scale: z.object({ background: z.number(), strong: z.number() }),
  currentYear: z.int(),
});

export const extractorRequestSchema = z.discriminatedUnion('kind', [
  /** One at a time. */
  z.object({ kind: z.literal('extract'), resource: resourceSchema }),
  /** Reply to `embed-question` or `embed-passages`, in the order of the texts. */
  z.object({ kind: z.literal('vectors'), id, vectors: z.array(vector) }),
]);
export type ExtractorRequest = z.output<typeof extractorRequestSchema>;

export const extractorReplySchema = z.discriminatedUnion('kind', [
  /** Sent once, when the register is loaded. */
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('embed-question'), id, text }),
  z.object({ kind: z.literal('embed-passages'), id, texts }),
  /** Reply to `extract`. */
  z.object({
    kind: z.literal('extracted'),
    experiences: z.array(z.object({ draft: draftSchema, evidence: z.array(evidenceSchema) })),
    notes: z.array(noteSchema),
  }),
]);
export type ExtractorReply = z.output<typeof extractorReplySchema>;
