import { createDrizzleImportStore } from './drizzle-import-store.ts';
import { createDrizzleFeedbackStore } from './drizzle-public-stores.ts';
import type { Database, StoreConnection } from './session/database.ts';
import { storeUnavailable, toStoreError } from './session/database-errors.ts';

const LONGEST_MS = 3_600_000;

/** Makes a reading of all the stores as they are at one instant, on one session, which waits for no import. */
export function createTakeSnapshot(connection: StoreConnection) {
  return async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let running = Promise.resolve();
    const database = await new Promise<Database>((resolve, reject) => {
      running = connection.run('export', (opened) => hold(opened, resolve, released), {
        timeoutMs: LONGEST_MS,
      });
      running.catch(reject);
    });
    function run<T>(operation: string, work: (database: Database) => Promise<T>): Promise<T> {
      return work(database).catch((error: unknown) => {
        throw toStoreError(error, operation, LONGEST_MS);
      });
    }
    const within = { ...connection, run };
    return {
      store: createDrizzleImportStore(within),
      feedbackStore: createDrizzleFeedbackStore(within),
      /** @throws DomainError `store-unavailable` when the session was lost, and its instant with it */
      end(): Promise<void> {
        release();
        return running;
      },
    };
  };
}

/** Keeps a transaction open until `released`. The driver could have reconnected: `now()` tells the transaction. */
async function hold(
  database: Database,
  onOpen: (database: Database) => void,
  released: Promise<void>,
): Promise<void> {
  const { $client } = database;
  const readStart = async () => (await $client.unsafe('select now()::text as start'))[0]?.start;
  await $client.unsafe('begin isolation level repeatable read read only');
  const start = await readStart();
  onOpen(database);
  await released;
  const isSame = (await readStart()) === start;
  await $client.unsafe('commit');
  if (!isSame) throw storeUnavailable('connexion perdue pendant l’export : recommencez');
}
