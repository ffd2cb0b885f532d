// Entry of every worker thread: Node 20 does not hand the TypeScript loader down to workers.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// Packages that are read before the loader is there do not pass through it: a model is ready in 0.8 s
// instead of 1.1 s. `packages` may be left out: then they are read when they are first imported.
await Promise.all((workerData.packages ?? []).map((name) => import(name)));
register();
await import(workerData.entry);
