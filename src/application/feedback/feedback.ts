import { DomainError } from '../../domain/errors.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import {
  type Feedback,
  type FeedbackSubject,
  isAnswerId,
  type Opinion,
} from '../../domain/feedback/feedback.ts';
import {
  type FeedbackSummary,
  type SubjectSummary,
  summariseFeedback,
} from '../../domain/feedback/summarise-feedback.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { FeedbackStore } from '../../ports/public-stores.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { leverNotFound } from '../browse/browse-taxonomy.ts';
import type { createGetExperience } from '../browse/search-experiences.ts';
import { createTakeBack } from './take-back.ts';

export { labelOfReason } from '../../domain/feedback/feedback.ts';

export interface NamedSummary extends SubjectSummary {
  /** Title or label; null when the subject no longer exists or is not published. */
  readonly name: string | null;
}

export interface FeedbackReport extends FeedbackSummary {
  /** ISO 8601; null for all stored feedback. */
  readonly since: string | null;
  readonly experiences: readonly NamedSummary[];
  readonly levers: readonly NamedSummary[];
}

/** Includes members' experiences: for the operator only. Throws the errors of the stores. */
export function createReportFeedback({
  feedbackStore,
  store,
  taxonomy,
}: {
  readonly feedbackStore: FeedbackStore;
  readonly store: Pick<ExperienceStore, 'findById'>;
  readonly taxonomy: Taxonomy;
}) {
  return async (since: string | null): Promise<FeedbackReport> => {
    const { total, experiences, levers } = await summariseFeedback(feedbackStore.list(since));
    const named: NamedSummary[] = [];
    for (const summary of experiences) {
      const experience = await store.findById(summary.id, 'members');
      named.push({ ...summary, name: experience?.title ?? null });
    }
    return {
      since,
      total,
      experiences: named,
      levers: levers.map((summary) => ({
        ...summary,
        name: taxonomy.levers.find(({ id }) => id === summary.id)?.label ?? null,
      })),
    };
  };
}

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
