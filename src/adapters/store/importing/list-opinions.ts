import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { FEEDBACK_REASONS, VERDICTS } from '../../../domain/feedback/feedback.ts';
import type { OpinionPage, ReviewStore } from '../../../ports/review-store.ts';
import { instantKey, isAfter, isoInstant, listOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';

const opinionPageSchema: z.ZodType<OpinionPage> = z.object({
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

/** Opinions of one instant follow the hash of their id, which is not shown. The titles are those of every status. */
export function opinionsOf({ readOne }: StatementRunner): Pick<ReviewStore, 'listOpinions'> {
  return {
    listOpinions({ after, limit }) {
      const digest = sql`encode(sha256(convert_to(feedback.id, 'UTF8')), 'hex')`;
      const isLater = isAfter(after, { key: instantKey('created_at'), id: digest, order: 'desc' });
      const counted = (verdict: string) => sql`count(*) filter (where verdict = ${verdict})::int`;
      const opinion = sql`json_build_object(
        'subject', json_build_object('experienceId', experience_id, 'leverId', lever_id),
        'title', (select document ->> 'title' from experiences where experiences.id = experience_id),
        'verdict', verdict, 'reason', reason, 'comment', comment,
        'createdAt', ${isoInstant('created_at')}, 'digest', digest
      )`;
      const statement = sql`
        with page as (
          select *, ${digest} as digest from feedback where ${isLater}
          order by created_at desc, digest limit ${limit}::int
        )
        select ${listOf(opinion, sql`page`, sql`created_at desc, digest`)} as opinions,
          (
            select json_build_object('useful', ${counted('useful')}, 'not-useful', ${counted('not-useful')}) from feedback
          ) as counts`;
      return readOne('liste des avis', statement, opinionPageSchema);
    },
  };
}
