import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedDatabase } from './open-embedded-database.ts';
import type { WorkerReply, WorkerRequest } from './worker-socket.ts';

// Thread of the embedded database: its queries do not block the thread that answers requests.

if (parentPort === null) throw new Error('pglite-worker.ts runs in a worker thread');
const port = parentPort;
const database = await openEmbeddedDatabase(workerData.directory);

function reply(message: WorkerReply): void {
  port.postMessage(message, typeof message === 'string' ? [] : [message.buffer]);
}

async function execute(messages: Uint8Array): Promise<void> {
  const chunks: Uint8Array[] = [];
  // `execProtocolRaw` would also parse each answer and keep it forever.
  await database.execProtocolRawStream(messages, {
    // A chunk is a view of the database's memory, valid during the call only.
    onRawData: (chunk) => chunks.push(chunk.slice()),
  });
  // A copy: a small buffer of Node shares its memory, which a transfer would take away.
  if (chunks.length > 0) reply(new Uint8Array(Buffer.concat(chunks)));
}

port.on('message', async (request: WorkerRequest) => {
  if (request !== 'close') return await execute(request);
  await database.close();
  reply('closed');
  port.close();
});
reply('ready');
