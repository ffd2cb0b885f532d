import { z } from 'zod';
import { EXPERIENCE_FIELDS } from '../experience/difference.ts';
import { ACCESS_LEVELS } from '../experience/experience.ts';

const count = z.int().min(0);

const changeSchema = z.object({
  kind: z.enum(['added', 'changed', 'removed']),
  id: z.string(),
  title: z.string(),
  /** `members` when the old or the new version is for members: only they may read the change. */
  access: z.enum(ACCESS_LEVELS),
  /** Null for a fiche without resource. */
  resourceTitle: z.string().nullable(),
  /** Visible differences; empty when only the evidence or the visibility changes. */
  fields: z
    .array(z.object({ field: z.enum(EXPERIENCE_FIELDS), before: z.unknown(), after: z.unknown() }))
    .readonly(),
});
export type ExperienceChange = z.infer<typeof changeSchema>;

/** Result of an import, or of a dry run. */
export const importReportSchema = z.object({
  dryRun: z.boolean(),
  /** `gone`: no longer in their listing, kept and marked. */
  resources: z.object({ added: count, changed: count, unchanged: count, gone: count }),
  /** `removed`: no longer in their resource. */
  experiences: z.object({ added: count, changed: count, unchanged: count, removed: count }),
  /** In the order of the documents; only a dry run fills their `fields`. */
  changes: z.array(changeSchema).readonly(),
  /** Number of corrections taken from an export. */
  corrections: count,
  /** Number of feedback entries taken from an export; missing from reports of earlier versions. */
  feedback: count.default(0),
  /** See `ImportNote`. */
  notes: z
    .array(
      z.object({
        code: z.string(),
        detail: z.string(),
        resourceId: z.string().nullable(),
        line: z.int().nullable(),
      }),
    )
    .readonly(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
export type ResourceCounts = ImportReport['resources'];
export type ExperienceCounts = ImportReport['experiences'];
