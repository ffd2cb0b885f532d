import { parentPort, workerData } from 'node:worker_threads';
import { createMessageFramer } from './message-framer.ts';
import { openEmbeddedDatabase } from './open-embedded-database.ts';
import { requestSchema, type WorkerReply, workerSettingsSchema } from './pglite-messages.ts';

// Thread of the embedded database: its queries do not block the thread that answers requests.

if (parentPort === null) throw new Error('pglite-worker.ts runs in a worker thread');
const port = parentPort;
const database = await openEmbeddedDatabase(workerSettingsSchema.parse(workerData).directory);
const frame = createMessageFramer();

function reply(message: WorkerReply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

async function execute(messages: Uint8Array): Promise<void> {
  const chunks: Uint8Array[] = [];
  // `execProtocolRaw` would also parse each answer and keep it forever.
  await database.execProtocolRawStream(messages, {
    // A chunk is a view of the database's memory, valid during the call only.
    onRawData: (chunk) => chunks.push(chunk.slice()),
  });
  if (chunks.length === 0) return;
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  reply({ type: 'bytes', bytes }, [bytes.buffer]);
}

port.on('message', async (message: unknown) => {
  const request = requestSchema.parse(message);
  if (request.type === 'bytes') {
    const messages = frame(request.bytes);
    if (messages !== null) await execute(messages);
    return;
  }
  await database.close();
  reply({ type: 'closed' });
  port.close();
});
reply({ type: 'ready' });
