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
import type { ImportStore } from '../../src/ports/import-store.ts';
import type { FeedbackStore } from '../../src/ports/public-stores.ts';
import type { StoreWriter } from './store-writer.ts';

/** The store under test. */
export interface StoreSubject {
  readonly store: ExperienceStore;
  readonly imports: ImportStore;
  readonly feedback: FeedbackStore;
  readonly writer: StoreWriter;
  /** Returns the candidates without their version. */
  retrieve(request: RetrievalRequest, audience: Audience): Promise<readonly Candidate[]>;
  /** Returns the contents of the candidates, by id. */
  answer(request: RetrievalRequest, audience: Audience): Promise<readonly ChosenContent[]>;
  /** Returns a page without its version. */
  search(request: SearchRequest, audience: Audience): Promise<ExperiencePage>;
  /** Connection for statements outside of the store. */
  readonly connection: StoreConnection;
  /** Closes the store and opens it again on the same data. */
  reopen(timeoutMs?: number): Promise<void>;
}
