import { z } from 'zod';
import { correctionSchema } from '../../../domain/experience/corrections.ts';
import {
  createDraftSchema,
  draftTerritoryShape,
  EXPERIENCE_ORIGINS,
  type ExperienceDraft,
  type FicheRules,
  KEPT_RULES,
} from '../../../domain/experience/experience.ts';
import { STATUSES } from '../../../domain/experience/status.ts';
import { SOURCE_DATE } from '../../../domain/experience/written-fiche.ts';
import { feedbackSchema } from '../../../domain/feedback/feedback.ts';
import { type Block, evidenceSchema, resourceSchema } from '../../../domain/resource/resource.ts';

/**
 * Lines of an export (NDJSON): a header, then resources, experiences, corrections and feedback. Each line
 * holds one domain object unchanged, so that an export can be imported again. A resource comes before its
 * experiences.
 */

/** Kebab-case; a double dash separates the id of a resource from its experience's. */
const id = z
  .string()
  .regex(/^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$/)
  .max(300);
const address = z.string().regex(/^https?:\/\/[^\s/]/i);
const date = z.string().regex(SOURCE_DATE);

function areInOrder(blocks: readonly Block[], length: number): boolean {
  return blocks.every(
    ({ start, end }, index) => start >= (blocks[index - 1]?.end ?? 0) && end > start && end <= length,
  );
}

const exportedResource = z
  .strictObject({
    ...resourceSchema.shape,
    id,
    title: resourceSchema.shape.title.min(1),
    url: address.nullable(),
    date: date.nullable(),
  })
  .refine(({ blocks, text }) => areInOrder(blocks, text.length), {
    path: ['blocks'],
    error: 'les blocs sortent du texte ou se chevauchent',
  });

const draftRules: FicheRules = {
  ...KEPT_RULES,
  object: z.strictObject,
  id,
  address,
  date,
  levers: z.array(z.strictObject({ lever: z.string(), what: z.string() })),
};

const draftSchema: z.ZodType<ExperienceDraft> = createDraftSchema(
  draftRules,
  z.strictObject({ ...draftTerritoryShape, name: z.string().min(1) }),
).extend({ title: z.string().min(1) });

/** First line of an export; says how to read the rest. */
export const EXPORT_HEADER = { type: 'essaimage-export', version: 1 } as const;

export const exportHeaderSchema = z.object({
  type: z.literal(EXPORT_HEADER.type),
  version: z.literal(EXPORT_HEADER.version),
});

export const exportRecordSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('resource'),
    resource: exportedResource,
    /** ISO 8601; null while the resource is still on its site. */
    goneSince: z.iso.datetime({ offset: true }).nullable(),
  }),
  z.strictObject({
    type: z.literal('experience'),
    /** Null for an experience that was not extracted from a resource. */
    resourceId: id.nullable(),
    evidence: z.array(evidenceSchema),
    experience: draftSchema,
    origin: z.enum(EXPERIENCE_ORIGINS),
    confidence: z.number().min(0).max(1).nullable().prefault(null),
    status: z.enum(STATUSES).exactOptional(),
    byHand: z.boolean().prefault(false),
  }),
  z.strictObject({
    type: z.literal('correction'),
    correction: z.strictObject({
      ...correctionSchema.shape,
      experienceId: id,
      value: z.json(),
      at: z.iso.datetime({ offset: true }),
    }),
  }),
  z.strictObject({ type: z.literal('feedback'), feedback: feedbackSchema }),
]);

export type ExportRecord = z.output<typeof exportRecordSchema>;
