import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  FEEDBACK_REASONS,
  type Feedback,
  type FeedbackSubject,
  VERDICTS,
} from '../../../domain/feedback/feedback.ts';
import { feedback } from '../tables/feedback.ts';
import { isoInstant } from './iso-instant.ts';

export const feedbackRowSchema: z.ZodType<Feedback> = z
  .object({
    id: z.string(),
    recommendation_id: z.string(),
    experience_id: z.string().nullable(),
    lever_id: z.string().nullable(),
    verdict: z.enum(VERDICTS),
    reason: z.enum(FEEDBACK_REASONS).nullable(),
    comment: z.string().nullable(),
    ranking_version: z.string(),
    created_at: z.string(),
  })
  .transform(({ recommendation_id, experience_id, lever_id, ranking_version, created_at, ...row }) => ({
    id: row.id,
    recommendationId: recommendation_id,
    subject: subjectOf(experience_id, lever_id),
    verdict: row.verdict,
    reason: row.reason,
    comment: row.comment,
    rankingVersion: ranking_version,
    createdAt: created_at,
  }));

/** A check of the table guarantees exactly one. */
function subjectOf(experienceId: string | null, leverId: string | null): FeedbackSubject {
  if (experienceId !== null) return { experienceId, leverId: null };
  if (leverId !== null) return { experienceId: null, leverId };
  throw new TypeError('feedback is about an experience or about a lever');
}

/** Row for `jsonb_to_recordset`. */
export function toFeedbackRow({ subject, recommendationId, rankingVersion, createdAt, ...entry }: Feedback) {
  return {
    ...entry,
    recommendation_id: recommendationId,
    experience_id: subject.experienceId,
    lever_id: subject.leverId,
    ranking_version: rankingVersion,
    created_at: createdAt,
  };
}

/** Feedback after an instant and an id, oldest first, ties by id. */
export function selectFeedback(createdAt: string, id: string, limit: number): SQL {
  return sql`
    select id, recommendation_id, experience_id, lever_id, verdict, reason, comment, ranking_version,
      ${isoInstant('feedback.created_at')} as created_at
    from ${feedback}
    where (feedback.created_at, id) > (${createdAt}::timestamptz, ${id})
    order by feedback.created_at, id limit ${limit}::int`;
}
