import type { EntrustedQuestion } from '../../domain/feedback/entrusted-question.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { EntrustedQuestionStore } from '../../ports/public-stores.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { checkTaxonomy, resolveNamed } from '../common/asked-ids.ts';
import { daysAfter } from '../common/days.ts';
import { createTakeBack, leftNotFound } from './take-back.ts';

export interface EntrustingDependencies {
  readonly store: EntrustedQuestionStore;
  readonly taxonomy: Taxonomy;
  readonly gazetteer: Gazetteer;
  /** Returns an unguessable id. */
  readonly newId: () => string;
  readonly now: () => Date;
  /** Days after which a question is deleted. */
  readonly retentionDays: number;
}

/** All methods also throw DomainError `store-unavailable`, `deadline-exceeded`. */
export function createEntrustQuestions(dependencies: EntrustingDependencies) {
  const { store, taxonomy, gazetteer, newId, now, retentionDays } = dependencies;
  const withEnd = (question: EntrustedQuestion) => ({
    ...question,
    /** Instant after which a purge deletes it, in ISO 8601. */
    keptUntil: daysAfter(new Date(question.createdAt), retentionDays),
  });
  return {
    /** @throws DomainError `theme-unknown`, `lever-unknown`, `territory-unknown`, `territory-ambiguous` */
    async entrust({ territory: given, ...asked }: Omit<EntrustedQuestion, 'id' | 'createdAt'>) {
      checkTaxonomy(taxonomy, asked);
      const { code, kind } = given;
      const registered = code === null ? null : resolveNamed(gazetteer, code, kind ?? undefined);
      const territory =
        registered === null
          ? given
          : { ...given, code: registered.code, kind: registered.kind, name: registered.name };
      const question = { ...asked, territory, id: newId(), createdAt: now().toISOString() };
      await store.add(question);
      return withEnd(question);
    },
    /** Reads the oldest ones, at most `limit`, and the number of all. */
    async list(limit: number) {
      const { questions, total } = await store.list(limit);
      return { questions: questions.map(withEnd), total };
    },
    /** @throws DomainError `entrusted-question-not-found` */
    async read(id: string) {
      const question = await store.find(id);
      if (question === null) throw leftNotFound('entrusted-question-not-found');
      return withEnd(question);
    },
    takeBack: createTakeBack(store, 'entrusted-question-not-found'),
  };
}
