import type { AnswerStore } from '../ports/public-stores.ts';
import type { Taxonomy } from '../ports/taxonomy.ts';
import type { AuthenticateKey, ManageKeys } from './access/manage-keys.ts';
import type { ManageSessions, SignInAccount } from './access/manage-sessions.ts';
import type { GetLever, ListLevers, ListThemes } from './browse/browse-taxonomy.ts';
import type { ListChanges } from './browse/list-changes.ts';
import type { ListPublicIds } from './browse/list-public-ids.ts';
import type { ListRecentExperiences } from './browse/list-recent-experiences.ts';
import type { FindSimilarExperiences } from './browse/read-experience.ts';
import type { ReadOpenData } from './browse/read-open-data.ts';
import type { SearchExperiences } from './browse/search-experiences.ts';
import type { FindSimilarTerritories } from './browse/similar-territories.ts';
import type { FindTerritories, GetTerritory } from './browse/territories.ts';
import type { AddExperience } from './edit/add-experience.ts';
import type { Contribute } from './edit/contribute.ts';
import type { ManageFiches } from './edit/manage-fiches.ts';
import type { MergeExperiences } from './edit/merge-experiences.ts';
import type { ReviewProposals } from './edit/review-proposals.ts';
import type { ManageFeedback } from './feedback/manage-feedback.ts';
import type { ManageImportJobs } from './import/manage-import-jobs.ts';
import type { ReadLoad } from './operate/read-load.ts';
import type { ListBlindSpots } from './recommend/count-blind-spots.ts';
import type { FollowQuestion } from './recommend/follow-question.ts';
import type { Recommend } from './recommend/recommend.ts';
import type { WriteNote } from './recommend/write-note.ts';

/** Use cases of the service, for HTTP and the command line. */
export interface Essaimage {
  readonly recommend: Recommend;
  readonly writeNote: WriteNote;
  readonly followQuestion: FollowQuestion;
  readonly searchExperiences: SearchExperiences;
  readonly fiches: ManageFiches;
  readonly review: ReviewProposals;
  readonly mergeExperiences: MergeExperiences;
  readonly addExperience: AddExperience;
  readonly contribute: Contribute;
  readonly listBlindSpots: ListBlindSpots;
  readonly listRecentExperiences: ListRecentExperiences;
  readonly listChanges: ListChanges;
  readonly listPublicIds: ListPublicIds;
  readonly readOpenData: ReadOpenData;
  readonly findSimilarExperiences: FindSimilarExperiences;
  readonly listLevers: ListLevers;
  readonly getLever: GetLever;
  readonly listThemes: ListThemes;
  readonly findTerritories: FindTerritories;
  readonly getTerritory: GetTerritory;
  readonly findSimilarTerritories: FindSimilarTerritories;
  readonly feedback: ManageFeedback;
  /**
   * Resolves, with two versions, when a request would be served: the store responds and an index is published.
   * Throws DomainError `index-not-ready`, `store-unavailable`, `deadline-exceeded`.
   */
  readonly checkReadiness: () => Promise<{ readonly index: string; readonly model: string }>;
  readonly readLoad: ReadLoad;
  readonly authenticateKey: AuthenticateKey;
  readonly keys: ManageKeys;
  readonly sessions: ManageSessions;
  /** Null where no identity provider is configured. */
  readonly accounts: SignInAccount | null;
  readonly imports: ManageImportJobs;
  /** For clients that send a write again. */
  readonly answers: AnswerStore;
  /** For labels. */
  readonly taxonomy: Taxonomy;
}
