import type { Profile } from '../../domain/profile/profile.ts';
import type { DatedExperience } from '../../ports/experience-store.ts';
import type { RecommendRequest, RecommendWithDates } from './recommend.ts';

export type FollowedQuestion = Omit<RecommendRequest, 'audience' | 'limit' | 'minLevel' | 'mode'>;

export interface FollowedList {
  /** Most recently added or changed first; ties in the order of the answer. */
  readonly items: readonly DatedExperience[];
  readonly profile: Profile;
}

const FIRST = 10;

/**
 * Lists the first ten public experiences of the answer to a question, for members too: feed readers keep a copy.
 * Nothing is stored: an experience that enters the first ten is one whose id the reader does not have yet.
 * Throws like `Recommend`.
 */
export function createFollowQuestion(recommend: RecommendWithDates) {
  return async (question: FollowedQuestion, signal?: AbortSignal): Promise<FollowedList> => {
    const { answer, changedAt } = await recommend(
      { ...question, audience: 'public', limit: FIRST, minLevel: 'related', mode: 'hybrid' },
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
