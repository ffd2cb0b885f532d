import { DomainError } from '../../domain/errors.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import {
  type Feedback,
  type FeedbackSubject,
  isAnswerId,
  type Opinion,
} from '../../domain/feedback/feedback.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { FeedbackStore } from '../../ports/public-stores.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { leverNotFound } from '../browse/browse-taxonomy.ts';
import type { createGetExperience } from '../browse/search-experiences.ts';
import { createTakeBack } from './take-back.ts';

export interface FeedbackDependencies {
  readonly store: FeedbackStore;
  readonly getExperience: ReturnType<typeof createGetExperience>;
  readonly taxonomy: Taxonomy;
  /** The one that made the ids of answers. */
  readonly hash: Hasher;
  /** Returns an unguessable id. */
  readonly newId: () => string;
  readonly now: () => Date;
  readonly rankingVersion: string;
}

/** Answers are not stored: an id that no answer can have was never given. */
function checkAnswer(id: string, hash: Hasher): void {
  if (isAnswerId(id, hash)) return;
  throw new DomainError(
    'recommendation-not-found',
    `Aucune réponse ne porte l’identifiant « ${id} » : recopiez le champ « id » de la réponse jugée.`,
    { id },
  );
}

async function checkSubject(
  { experienceId, leverId }: FeedbackSubject,
  audience: Audience,
  { getExperience, taxonomy }: FeedbackDependencies,
): Promise<void> {
  if (experienceId !== null) await getExperience(experienceId, audience);
  else if (leverId !== null && !taxonomy.levers.some(({ id }) => id === leverId))
    throw leverNotFound(leverId);
}

/** All methods also throw DomainError `store-unavailable`, `deadline-exceeded`. */
export function createManageFeedback(dependencies: FeedbackDependencies) {
  const { store, newId, now, rankingVersion, hash } = dependencies;
  return {
    /**
     * Stores an opinion. Opinions are never merged: a reader who changes their mind takes the first one back.
     * @param audience audience of the author, who cannot judge what they cannot see
     * @throws DomainError `recommendation-not-found`, `experience-not-found`, `lever-not-found`
     */
    async give(opinion: Opinion, audience: Audience): Promise<Feedback> {
      checkAnswer(opinion.recommendationId, hash);
      await checkSubject(opinion.subject, audience, dependencies);
      const feedback = { ...opinion, id: newId(), rankingVersion, createdAt: now().toISOString() };
      await store.add([feedback]);
      return feedback;
    },
    takeBack: createTakeBack(store, 'feedback-not-found'),
  };
}
