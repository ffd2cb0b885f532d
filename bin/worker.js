// Entry of every worker thread: Node 20 does not pass the TypeScript loader to workers.
import { workerData } from 'node:worker_threads';

if (new URL(workerData.entry).pathname.endsWith('.ts')) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(workerData.entry);
