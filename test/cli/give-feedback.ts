import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { createDrizzleFeedbackStore } from '../../src/adapters/store/drizzle-public-stores.ts';
import type { Feedback } from '../../src/domain/feedback/feedback.ts';

/** Stores feedback in a data folder that no process uses. */
export async function giveFeedback(directory: string, entries: readonly Feedback[]): Promise<void> {
  const connection = await connectPglite({ directory, timeoutMs: 60_000, onFailure: () => {} });
  try {
    await createDrizzleFeedbackStore(connection).add(entries);
  } finally {
    await connection.close();
  }
}
