import {
  type FeedbackSummary,
  type SubjectSummary,
  summariseFeedback,
} from '../../domain/feedback/summarise-feedback.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { FeedbackStore } from '../../ports/public-stores.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';

export { labelOfReason } from '../../domain/feedback/feedback.ts';

/** Summary with the name of its subject. */
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
export type ReportFeedback = (since: string | null) => Promise<FeedbackReport>;

export function createReportFeedback({
  feedbackStore,
  store,
  taxonomy,
}: {
  readonly feedbackStore: FeedbackStore;
  readonly store: Pick<ExperienceStore, 'findById'>;
  readonly taxonomy: Taxonomy;
}): ReportFeedback {
  return async (since) => {
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
