import { isKept } from '../../domain/text/kept-text.ts';
import type { ReviewStore } from '../../ports/review-store.ts';
import { candidateRowSchema, selectCandidates } from './importing/select-merge-candidates.ts';
import { opinionPageSchema, selectOpinions } from './importing/select-opinions.ts';
import {
  forgetChangeOf,
  proposalPageSchema,
  reviewFactsSchema,
  selectProposals,
  selectReviewFacts,
} from './importing/select-proposals.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Reads proposals for editors, on the connection of the reading side. */
export function createDrizzleReviewStore(connection: Pick<StoreConnection, 'run'>): ReviewStore {
  const { execute, readAll, readFirst, readOne } = createStatementRunner(connection);
  return {
    listProposals: (request) =>
      readOne('liste des propositions', selectProposals(request), proposalPageSchema),
    listOpinions: (request) => readOne('liste des avis', selectOpinions(request), opinionPageSchema),
    findCandidates: (request) =>
      readAll('recherche de fiches à fusionner', selectCandidates(request), candidateRowSchema),
    async loadReviewFacts(id) {
      if (!isKept(id)) return null;
      return readFirst('lecture d’une proposition', selectReviewFacts(id), reviewFactsSchema);
    },
    async forgetChange(id) {
      await execute('lecture d’un changement', forgetChangeOf(id));
    },
  };
}
