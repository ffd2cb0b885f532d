import { setTimeout } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import { z } from 'zod';
import type { JobQueue, JobWork } from '../../ports/job-queue.ts';

export interface PgBossQueueOptions {
  /** The database of the service; pg-boss keeps to a schema of its own in it. */
  readonly databaseUrl: string;
  /** Told of what goes wrong in the background, such as a database that cannot be reached. */
  readonly onError: (error: Error) => void;
}

const QUEUE = 'essaimage-imports';
const SCHEMA = 'essaimage_jobs';
const CONNECTIONS = 2;
const POLLING_MS = 1_000;

/**
 * pg-boss gives a job up after this and hands it to another process. A process that died is found
 * sooner, by its silence; one that lives must never lose its job.
 */
const EXPIRE_H = 23;

/** `deadlock_detected` (PostgreSQL, appendix A). */
const DEADLOCK = '40P01';
/** Each attempt but the last lets one other process through. */
const MAX_ATTEMPTS = 10;

/** In line. One that is held to be taken, while its job waits, was lost between the two: it is put in line again. */
const WAITING = new Set(['created', 'retry']);

const jobDataSchema = z.object({ id: z.uuid() });

/** pg reads `sslmode=require` as a demand for a known certificate, unlike libpq and postgres.js, unless told otherwise. */
function connectionString(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.searchParams.has('sslmode')) url.searchParams.set('uselibpqcompat', 'true');
  return url.href;
}

/**
 * Creates the queue unless it is there. Processes that start together on a new database block one another in it:
 * PostgreSQL stops one, which has only to ask again.
 */
async function createQueue(boss: PgBoss): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await boss.createQueue(QUEUE);
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === DEADLOCK;
      if (!isDeadlock || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** A pause that ends at once when the process closes. */
async function pause(signal: AbortSignal): Promise<void> {
  await setTimeout(POLLING_MS, undefined, { signal, ref: false }).catch(() => {});
}

/**
 * A queue in the PostgreSQL of the service, for all its processes: each runs one job at a time. Ids
 * are UUIDs. The worker of pg-boss is left aside: it does not wait for its own acknowledgement, so
 * that a database that goes away at that moment would end the process.
 */
export function createPgBossQueue({ databaseUrl, onError }: PgBossQueueOptions): JobQueue {
  const boss = new PgBoss({
    connectionString: connectionString(databaseUrl),
    schema: SCHEMA,
    max: CONNECTIONS,
    application_name: 'essaimage-imports',
    schedule: false,
  });
  boss.on('error', onError);
  const closing = new AbortController();
  let working: Promise<void> = Promise.resolve();
  let closed: Promise<void> | null = null;

  async function takeJobs(work: JobWork): Promise<void> {
    while (!closing.signal.aborted) {
      // None is for later: one that seems so was sent before the clock of the server went back.
      const [job] = await boss.fetch(QUEUE, { ignoreStartAfter: true });
      if (job === undefined) await pause(closing.signal);
      else {
        await work(jobDataSchema.parse(job.data).id, closing.signal);
        // Not acknowledged, it stays taken: the job itself knows that it has ended.
        await boss.complete(QUEUE, job.id).catch(onError);
      }
    }
  }

  return {
    async start(work) {
      await boss.start();
      await createQueue(boss);
      working = takeJobs(work).catch(onError);
    },
    async add(id) {
      const known = await boss.getJobById(QUEUE, id);
      if (known !== null && WAITING.has(known.state)) return;
      if (known !== null) await boss.deleteJob(QUEUE, id);
      await boss.send(QUEUE, { id }, { id, expireInHours: EXPIRE_H, retryLimit: 0 });
    },
    async release(id) {
      await boss.deleteJob(QUEUE, id);
    },
    close() {
      closing.abort(new Error('the service closes'));
      closed ??= working.then(() => boss.stop({ graceful: false }));
      return closed;
    },
  };
}
