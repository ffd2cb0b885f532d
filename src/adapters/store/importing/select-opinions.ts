import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { FEEDBACK_REASONS, VERDICTS } from '../../../domain/feedback/feedback.ts';
import type { OpinionPage, OpinionRequest } from '../../../ports/review-store.ts';
import { instantKey, isAfter } from '../rows/after-position.ts';
import { isoInstant } from '../rows/iso-instant.ts';

// For editors who may read members' experiences: the titles are those of every status.

export const opinionPageSchema: z.ZodType<OpinionPage> = z.object({
  opinions: z.array(
    z.object({
      subject: z.union([
        z.object({ experienceId: z.string(), leverId: z.null() }),
        z.object({ experienceId: z.null(), leverId: z.string() }),
      ]),
      title: z.string().nullable(),
      verdict: z.enum(VERDICTS),
      reason: z.enum(FEEDBACK_REASONS).nullable(),
      comment: z.string().nullable(),
      createdAt: z.string(),
      digest: z.string(),
    }),
  ),
  counts: z.object({ useful: z.int(), 'not-useful': z.int() }),
});

/** Always one row. Opinions of one instant follow the hash of their id, which is not shown. */
export function selectOpinions({ after, limit }: OpinionRequest): SQL {
  const digest = sql`encode(sha256(convert_to(feedback.id, 'UTF8')), 'hex')`;
  const isLater = isAfter(after, { key: instantKey('created_at'), id: digest, order: 'desc' });
  const counted = (verdict: string) => sql`count(*) filter (where verdict = ${verdict})::int`;
  return sql`
    with page as (
      select *, ${digest} as digest from feedback where ${isLater}
      order by created_at desc, digest limit ${limit}::int
    )
    select
      (
        select coalesce(json_agg(json_build_object(
          'subject', json_build_object('experienceId', experience_id, 'leverId', lever_id),
          'title', (select document ->> 'title' from experiences where experiences.id = experience_id),
          'verdict', verdict, 'reason', reason, 'comment', comment,
          'createdAt', ${isoInstant('created_at')}, 'digest', digest
        ) order by created_at desc, digest), '[]')
        from page
      ) as opinions,
      (
        select json_build_object('useful', ${counted('useful')}, 'not-useful', ${counted('not-useful')}) from feedback
      ) as counts`;
}
