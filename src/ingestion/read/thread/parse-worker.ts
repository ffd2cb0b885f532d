import { parentPort, workerData } from 'node:worker_threads';
import { judgeByRobots } from '../../fetch/robots-rules.ts';
import { UnreadableDocument } from '../common/unreadable-document.ts';
import { type DocumentReading, readDocument } from '../document/read-document.ts';
import { createFicheSchema } from '../fiches/fiche-schema.ts';
import { createLineReader } from '../fiches/read-records.ts';
import type { ParserReply, ParserRequest, ParserSettings, ReadRequest } from './parser-messages.ts';

// Parses documents and rules from outside in their own thread: those made to stall it stall nothing else.

if (parentPort === null) throw new Error('parse-worker.ts runs in a worker thread');
const port = parentPort;
const { vocabulary }: ParserSettings = workerData;
const schema = createFicheSchema(vocabulary);
let readLine = createLineReader(schema);

function read(request: ReadRequest): DocumentReading {
  if (request.kind === 'document') return readDocument(request.document, schema);
  if (request.firstLine === 1) readLine = createLineReader(schema);
  const items = request.lines.flatMap((line, index) => readLine(line, request.firstLine + index));
  return { format: 'records', items, pager: { next: null, pageCount: 1 } };
}

port.on('message', (request: ParserRequest) => {
  let reply: ParserReply;
  try {
    reply =
      request.kind === 'robots'
        ? { kind: 'judged', verdict: judgeByRobots(request.question) }
        : { kind: 'read', reading: read(request) };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    reply = { kind: 'unreadable', reason: error.message };
  }
  port.postMessage(reply);
});
