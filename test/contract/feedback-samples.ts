import type { Feedback } from '../../src/domain/feedback/feedback.ts';
import type { FeedbackStore } from '../../src/ports/public-stores.ts';

/** @param number 0..9999, part of the id */
export function feedback(number: number, given: Partial<Feedback> = {}): Feedback {
  return {
    id: `fb_${String(number).padStart(22, '0')}`,
    recommendationId: 'rec_0123456789abcdef0123',
    subject: { experienceId: 'four-a-pain', leverId: null },
    verdict: 'useful',
    reason: null,
    comment: null,
    rankingVersion: '2026-01-01.1',
    createdAt: '2026-01-15T09:30:00.000Z',
    ...given,
  };
}

export async function listFeedback(store: FeedbackStore): Promise<readonly Feedback[]> {
  const found: Feedback[] = [];
  for await (const entry of store.list()) found.push(entry);
  return found;
}
