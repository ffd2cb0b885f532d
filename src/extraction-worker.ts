import { parentPort, workerData } from 'node:worker_threads';
import { createOfficialGazetteer } from './adapters/gazetteer/official-gazetteer.ts';
import { serveExtractor } from './ingestion/extract/serve-extractor.ts';

// The thread that draws experiences from resources, assembled as compose.ts assembles the service: its
// register is its own, since looking for 36,000 names in a text must hold nobody up.

if (parentPort === null) throw new Error('extraction-worker.ts runs in a worker thread');
serveExtractor(parentPort, workerData, await createOfficialGazetteer());
