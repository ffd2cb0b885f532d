import type { StoreConnection } from '../../src/adapters/store/database.ts';
import type { ExperienceStore } from '../../src/ports/experience-store.ts';

/** The store under test. */
export interface StoreSubject {
  readonly store: ExperienceStore;
  /** The connection behind it, to reach the database without the store. */
  readonly connection: StoreConnection;
  /** Closes it and opens it again on the same data. */
  reopen(timeoutMs?: number): Promise<void>;
}
