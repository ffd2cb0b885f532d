// Loaded before everything in each thread of a service (NODE_OPTIONS): ends that of the model when the file named
// by MORTAL_MODEL_FILE appears, and takes the file away. The service itself knows nothing of it.
import { rmSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';

const order = process.env.MORTAL_MODEL_FILE;
if (!isMainThread && order !== undefined && JSON.stringify(workerData ?? '').includes('embedding-worker')) {
  setInterval(() => {
    try {
      rmSync(order);
    } catch {
      return;
    }
    process.exit(1);
  }, 20).unref();
}
