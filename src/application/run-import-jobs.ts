import type { ImportFailure, ImportProgress } from '../domain/import-job/import-job.ts';
import type { ClaimedJob, ImportJobStore, JobOutcome } from '../ports/import-job-store.ts';
import type { JobQueue, JobWork } from '../ports/job-queue.ts';
import type { EndedImport } from '../ports/telemetry.ts';
import { explainFailure } from './explain-failure.ts';
import { type ImportDocuments, ImportWithdrawn } from './import-documents.ts';

export interface RunImportJobsDependencies {
  readonly jobs: ImportJobStore;
  readonly queue: JobQueue;
  readonly importDocuments: ImportDocuments;
  /** Told of what should not happen: whoever runs the service must know. */
  readonly onIncident: (cause: unknown) => void;
  readonly onEnd: (ended: EndedImport) => void;
  /** How often a job that runs shows it lives, and looks whether it was cancelled. */
  readonly beatMs: number;
  /** Silence after which the process of a job is held dead; several beats. */
  readonly silentMs: number;
  /** No other process opens this database: what runs at the start was abandoned, and nothing is later. */
  readonly isAlone: boolean;
  /** How often jobs of dead processes, and jobs that were never put in line, are looked for. */
  readonly sweepMs: number;
}

/** Runs the imports that were asked for, those of before a restart included. */
export interface RunImportJobs {
  start(): Promise<void>;
  /** Puts back in line the job that runs, and stops. */
  close(): Promise<void>;
}

/** A job that brings the process down must not do it for ever. */
const MAX_ATTEMPTS = 3;

const ABANDONED: ImportFailure = {
  code: 'interrupted',
  detail: `Le service s’est arrêté ${MAX_ATTEMPTS} fois pendant cet import, qui ne sera plus tenté. Ce qui était prêt est gardé. Demandez-le de nouveau en plusieurs parties, ou avec « essaimage import ».`,
};

/** What passes by itself: a database that restarts, a model that is being replaced. */
const PASSING = new Set<string>([
  'store-unavailable',
  'deadline-exceeded',
  'overloaded',
  'embedder-unavailable',
]);

function failureOf(error: unknown): ImportFailure {
  const known = explainFailure(error);
  if (known !== null && known.fault === 'request') return { code: known.code, detail: known.message };
  return {
    code: known?.code ?? 'internal',
    detail:
      'Le service n’a pas pu terminer l’import : la cause est dans ses journaux. Ce qui était prêt est gardé ; demandez-le de nouveau.',
  };
}

/** What is to be written of a job that stopped; nothing when it now belongs to someone else. */
function outcomeOf(
  error: unknown,
  attempt: number,
  isClosing: boolean,
  isLost: boolean,
  onIncident: (cause: unknown) => void,
): JobOutcome | null {
  if (isClosing) return { state: 'queued', isCounted: false };
  if (isLost || error instanceof ImportWithdrawn) return null;
  const known = explainFailure(error);
  if (known?.fault !== 'request') onIncident(error);
  if (known !== null && PASSING.has(known.code) && attempt < MAX_ATTEMPTS)
    return { state: 'queued', isCounted: true };
  return { state: 'failed', failure: failureOf(error) };
}

function tellEnd(id: string, start: number, outcome: JobOutcome | null): EndedImport {
  const durationSeconds = (performance.now() - start) / 1000;
  const ended = { id, durationSeconds, code: null, changes: [] };
  if (outcome === null) return { ...ended, outcome: 'withdrawn' };
  if (outcome.state === 'queued') return { ...ended, outcome: 'interrupted' };
  if (outcome.state === 'failed') return { ...ended, outcome: 'failed', code: outcome.failure.code };
  const { dryRun, changes } = outcome.report;
  return { ...ended, outcome: 'succeeded', changes: dryRun ? [] : changes };
}

/** Runs one job that this process has claimed; the outcome is written, or the job belongs to someone else. */
async function runClaimed(
  id: string,
  { origin, isDryRun, actor, attempt }: ClaimedJob,
  closing: AbortSignal,
  { jobs, importDocuments, onIncident, onEnd, beatMs }: RunImportJobsDependencies,
): Promise<void> {
  const lost = new AbortController();
  const signal = AbortSignal.any([closing, lost.signal]);
  const start = performance.now();
  let progress: ImportProgress | null = null;
  const beat = setInterval(() => {
    jobs.saveProgress(id, attempt, progress).then((isOurs) => {
      if (!isOurs) lost.abort(new ImportWithdrawn());
    }, onIncident);
  }, beatMs);
  const onProgress = (now: ImportProgress) => {
    progress = now;
  };
  const job = { id, attempt };
  const outcome = await importDocuments(origin, { dryRun: isDryRun, actor, job, signal, onProgress })
    .then(
      (report): JobOutcome => ({ state: 'succeeded', report }),
      (error: unknown) => outcomeOf(error, attempt, closing.aborted, lost.signal.aborted, onIncident),
    )
    .finally(() => clearInterval(beat));
  if (outcome !== null) await jobs.finish(id, attempt, outcome);
  onEnd(tellEnd(id, start, outcome));
}

export function createRunImportJobs(dependencies: RunImportJobsDependencies): RunImportJobs {
  const { jobs, queue, onIncident, silentMs, isAlone, sweepMs } = dependencies;
  let sweeping: NodeJS.Timeout | undefined;

  const work: JobWork = async (id, closing) => {
    try {
      const claimed = await jobs.claim(id);
      if (claimed !== null) await runClaimed(id, claimed, closing, dependencies);
    } catch (error) {
      // Left as it is: the sweep finds it again.
      onIncident(error);
    }
  };

  async function takeBack(silenceMs: number): Promise<void> {
    const abandoned = await jobs.takeBackAbandoned(silenceMs, MAX_ATTEMPTS, ABANDONED);
    for (const id of abandoned) await queue.release(id);
  }

  async function sweep(): Promise<void> {
    await takeBack(silentMs);
    for (const id of await jobs.listQueued()) await queue.add(id);
  }

  return {
    async start() {
      if (isAlone) await takeBack(0);
      await queue.start(work);
      await sweep();
      sweeping = setInterval(() => void sweep().catch(onIncident), sweepMs);
      sweeping.unref();
    },
    async close() {
      clearInterval(sweeping);
      await queue.close();
    },
  };
}
