import { workerData } from 'node:worker_threads';
import { serveCalls } from '../../../threads/call-thread.ts';
import { openEmbeddedDatabase } from './open-embedded-database.ts';

/** Thread of the embedded database: its queries do not block the thread that answers requests. */
export type DatabaseCalls = {
  /** Answers once the database is open. */
  start(_: null): void;
  /**
   * Takes whole messages of the client, since the database takes a message cut in two for the end of the connection
   * (postgres.js writes no other), and answers those of the server.
   */
  execute(messages: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  close(_: null): Promise<void>;
};

const database = await openEmbeddedDatabase(workerData.directory);
const calls: DatabaseCalls = {
  start: () => {},
  async execute(messages) {
    const chunks: Uint8Array[] = [];
    // `execProtocolRaw` would also parse each answer and keep it forever.
    await database.execProtocolRawStream(messages, {
      // A chunk is a view of the database's memory, valid during the call only.
      onRawData: (chunk) => chunks.push(chunk.slice()),
    });
    // A copy: a small buffer of Node shares its memory, which a transfer would take away.
    return new Uint8Array(Buffer.concat(chunks));
  },
  close: () => database.close(),
};
serveCalls(calls);
