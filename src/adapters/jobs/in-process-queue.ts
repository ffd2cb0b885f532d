import type { JobQueue, JobWork } from '../../ports/job-queue.ts';

/** A queue in this process alone, first come first served: for a database that no other process opens. */
export function createInProcessQueue(): JobQueue {
  const waiting: string[] = [];
  const closing = new AbortController();
  let running: { readonly id: string; readonly done: Promise<void> } | null = null;
  let work: JobWork | null = null;

  function next(): void {
    if (work === null || running !== null || closing.signal.aborted) return;
    const id = waiting.shift();
    if (id === undefined) return;
    const done = work(id, closing.signal).finally(() => {
      running = null;
      next();
    });
    running = { id, done };
  }

  return {
    async start(given) {
      work = given;
      next();
    },
    async add(id) {
      if (running?.id === id || waiting.includes(id)) return;
      waiting.push(id);
      next();
    },
    async release() {
      // Its jobs die with the process: none is held for a dead one.
    },
    async close() {
      closing.abort(new Error('the service closes'));
      await running?.done;
    },
  };
}
