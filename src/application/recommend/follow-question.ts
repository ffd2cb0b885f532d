import type { createRecommend, RecommendRequest } from './recommend.ts';

const FIRST = 10;

/**
 * Lists the first ten public experiences of the answer to a question, for members too: feed readers keep a copy. The
 * most recently added or changed come first; ties in the order of the answer.
 * Nothing is stored: an experience that enters the first ten is one whose id the reader does not have yet.
 * Throws like `Recommend`.
 */
export function createFollowQuestion(recommend: ReturnType<typeof createRecommend>) {
  return async (
    question: Omit<RecommendRequest, 'audience' | 'limit' | 'minLevel'>,
    signal?: AbortSignal,
  ) => {
    const { answer, changedAt } = await recommend(
      { ...question, audience: 'public', limit: FIRST, minLevel: 'close' },
      signal,
    );
    const items = answer.experiences
      .flatMap(({ experience }) => {
        const date = changedAt.get(experience.id);
        return date === undefined ? [] : [{ experience, changedAt: date }];
      })
      .sort((a, b) => (a.changedAt === b.changedAt ? 0 : a.changedAt < b.changedAt ? 1 : -1));
    return { items, profile: answer.profile };
  };
}
