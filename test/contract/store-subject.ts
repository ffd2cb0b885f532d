import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import type { Audience } from '../../src/domain/experience/experience.ts';
import type { Candidate } from '../../src/domain/matching/retrieval.ts';
import type {
  ChosenContent,
  ExperiencePage,
  ExperienceStore,
  RetrievalRequest,
  SearchRequest,
} from '../../src/ports/experience-store.ts';
import type { FeedbackStore } from '../../src/ports/feedback-store.ts';
import type { ImportStore } from '../../src/ports/import-store.ts';
import type { StoreWriter } from './store-writer.ts';

/** The store under test. */
export interface StoreSubject {
  readonly store: ExperienceStore;
  readonly imports: ImportStore;
  readonly feedback: FeedbackStore;
  /** Fills the store. */
  readonly writer: StoreWriter;
  /** Candidates, without their version. */
  retrieve(request: RetrievalRequest, audience: Audience): Promise<readonly Candidate[]>;
  /** Contents of the candidates, in the order of their ids. */
  answer(request: RetrievalRequest, audience: Audience): Promise<readonly ChosenContent[]>;
  /** A page, without its version. */
  search(request: SearchRequest, audience: Audience): Promise<ExperiencePage>;
  /** The connection behind it, to reach the database without the store. */
  readonly connection: StoreConnection;
  /** Closes it and opens it again on the same data. */
  reopen(timeoutMs?: number): Promise<void>;
}
