import type { z } from 'zod';
import type { Feedback } from '../../../domain/feedback/feedback.ts';
import type { feedbackSchema } from './schemas.ts';

/** Without the version of the ranking, which is for who runs the service. */
export function presentFeedback({
  subject,
  rankingVersion,
  ...feedback
}: Feedback): z.infer<typeof feedbackSchema> {
  return { ...feedback, ...subject };
}
