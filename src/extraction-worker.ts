import { workerData } from 'node:worker_threads';
import { createOfficialGazetteer } from './adapters/gazetteer/official-gazetteer.ts';
import { serveExtractor } from './ingestion/extract/serve-extractor.ts';

// Thread that extracts experiences from resources. It has its own register: finding 36,000 names in a text
// would block the event loop of the service.

serveExtractor(workerData, await createOfficialGazetteer());
