import { z } from 'zod';
import {
  ACCESS_LEVELS,
  createDraftSchema,
  draftTerritoryShape,
  EXPERIENCE_ORIGINS,
  type ExperienceDraft,
  type FicheRules,
  KEPT_RULES,
} from '../../../domain/experience/experience.ts';
import { SOURCE_DATE } from '../../../domain/experience/written-fiche.ts';
import {
  FEEDBACK_ID,
  FEEDBACK_REASONS,
  type Feedback,
  isKeptComment,
  isReasonOf,
  RECOMMENDATION_ID,
  VERDICTS,
} from '../../../domain/feedback/feedback.ts';
import {
  BLOCK_KINDS,
  type Block,
  type FieldEvidence,
  type Resource,
} from '../../../domain/resource/resource.ts';

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
const offset = z.int().nonnegative();

function areInOrder(blocks: readonly Block[], length: number): boolean {
  return blocks.every(
    ({ start, end }, index) => start >= (blocks[index - 1]?.end ?? 0) && end > start && end <= length,
  );
}

const resourceSchema: z.ZodType<Resource> = z
  .strictObject({
    id,
    title: z.string().min(1),
    url: address.nullable(),
    resourceType: z.string().nullable(),
    publisher: z.string().nullable(),
    date: date.nullable(),
    access: z.enum(ACCESS_LEVELS),
    text: z.string(),
    blocks: z.array(z.strictObject({ kind: z.enum(BLOCK_KINDS), start: offset, end: offset })),
    listing: z.strictObject({ rubric: z.string().nullable(), origin: z.string().min(1) }),
    line: z.int().positive().nullable(),
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

const evidenceSchema: z.ZodType<FieldEvidence> = z.strictObject({
  pointer: z.string().regex(/^(?:\/[^/]*)+$/),
  start: offset,
  end: offset,
});

const correctionSchema = z.strictObject({
  experienceId: id,
  field: z.string().min(1),
  value: z.json(),
  actor: z.string().min(1),
  at: z.iso.datetime({ offset: true }),
});

/** Id from an export of any version; excludes only characters that a database cannot hold. */
const anyId = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,300}$/u);

const feedbackSchema: z.ZodType<Feedback> = z
  .strictObject({
    id: z.string().regex(FEEDBACK_ID),
    recommendationId: z.string().regex(RECOMMENDATION_ID),
    subject: z.union([
      z.strictObject({ experienceId: anyId, leverId: z.null() }),
      z.strictObject({ experienceId: z.null(), leverId: anyId }),
    ]),
    verdict: z.enum(VERDICTS),
    reason: z.enum(FEEDBACK_REASONS).nullable(),
    comment: z.string().refine(isKeptComment).nullable(),
    rankingVersion: anyId,
    createdAt: z.iso.datetime({ precision: 3 }),
  })
  .refine(({ verdict, reason }) => reason === null || isReasonOf(verdict, reason), {
    path: ['reason'],
    error: 'la raison ne va pas avec l’avis',
  });

/** First line of an export; says how to read the rest. */
export const EXPORT_HEADER = { type: 'essaimage-export', version: 1 } as const;

export const exportHeaderSchema = z.object({
  type: z.literal(EXPORT_HEADER.type),
  version: z.literal(EXPORT_HEADER.version),
});

export const exportRecordSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('resource'),
    resource: resourceSchema,
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
  }),
  z.strictObject({ type: z.literal('correction'), correction: correctionSchema }),
  z.strictObject({ type: z.literal('feedback'), feedback: feedbackSchema }),
]);

export type ExportRecord = z.output<typeof exportRecordSchema>;
