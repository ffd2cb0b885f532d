import { parentPort, workerData } from 'node:worker_threads';
import { serveReading } from './serve-reading.ts';

if (parentPort === null) throw new Error('reading-worker.ts runs in a worker thread');
serveReading(parentPort, workerData);
