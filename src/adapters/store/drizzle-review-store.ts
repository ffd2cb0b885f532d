import type { ReviewStore } from '../../ports/review-store.ts';
import { candidatesOf } from './importing/find-alike.ts';
import { opinionsOf, proposalsOf, sourceChecksOf } from './importing/review-lists.ts';
import type { StoreConnection } from './session/database.ts';
import { createStatementRunner } from './session/run-statement.ts';

/** Reads proposals for editors, on the connection of the reading side. */
export function createDrizzleReviewStore(connection: Pick<StoreConnection, 'run'>): ReviewStore {
  const runner = createStatementRunner(connection);
  return { ...proposalsOf(runner), ...opinionsOf(runner), ...candidatesOf(runner) };
}

/** Visits to the addresses of sources. Does not own the connection. */
export const createDrizzleSourceCheckStore = (connection: Pick<StoreConnection, 'run'>) =>
  sourceChecksOf(createStatementRunner(connection));
