import type { z } from 'zod';
import type { Feedback } from '../../../domain/feedback/feedback.ts';
import type { feedbackSchema } from './schemas.ts';

/** Leaves out the ranking version, which is for the operator. */
export function presentFeedback({
  subject,
  rankingVersion,
  ...feedback
}: Feedback): z.infer<typeof feedbackSchema> {
  return { ...feedback, ...subject };
}
