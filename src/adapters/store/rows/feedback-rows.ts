import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { FEEDBACK_REASONS, type Feedback, VERDICTS } from '../../../domain/feedback/feedback.ts';
import { isoInstant } from './iso-instant.ts';

export const feedbackRowSchema: z.ZodType<Feedback> = z.object({
  id: z.string(),
  recommendationId: z.string(),
  subject: z.union([
    z.object({ experienceId: z.string(), leverId: z.null() }),
    z.object({ experienceId: z.null(), leverId: z.string() }),
  ]),
  verdict: z.enum(VERDICTS),
  reason: z.enum(FEEDBACK_REASONS).nullable(),
  comment: z.string().nullable(),
  rankingVersion: z.string(),
  createdAt: z.string(),
});

/** Feedback after an instant and an id, oldest first, ties by id. */
export function selectFeedback(createdAt: string, id: string, limit: number): SQL {
  return sql`
    select id, recommendation_id as "recommendationId",
      json_build_object('experienceId', experience_id, 'leverId', lever_id) as subject, verdict, reason, comment,
      ranking_version as "rankingVersion", ${isoInstant('created_at')} as "createdAt"
    from feedback
    where (created_at, id) > (${createdAt}::timestamptz, ${id})
    order by created_at, id limit ${limit}::int`;
}
