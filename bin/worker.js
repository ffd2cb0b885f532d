// Entry of every worker thread: Node 20 does not hand the TypeScript loader down to workers.
import { workerData } from 'node:worker_threads';

if (workerData.entry.endsWith('.ts')) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(workerData.entry);
