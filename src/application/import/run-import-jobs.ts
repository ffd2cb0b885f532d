import type { ImportFailure, ImportProgress } from '../../domain/import-job/import-job.ts';
import type { ClaimedJob, ImportJobStore, JobOutcome } from '../../ports/import-job-store.ts';
import type { EndedImport } from '../../ports/telemetry.ts';
import { explainFailure } from '../common/explain-failure.ts';
import { type ImportDocuments, ImportWithdrawn } from './import-documents.ts';

export interface RunImportJobsDependencies {
  readonly jobs: ImportJobStore;
  readonly importDocuments: ImportDocuments;
  /** Receives unexpected errors, for the log. */
  readonly onIncident: (cause: unknown) => void;
  readonly onEnd: (ended: EndedImport) => void;
  /** Interval of the heartbeat of a running job, which also detects a cancellation. */
  readonly beatMs: number;
  /** Silence after which a running job is considered abandoned: several beats, or 0 without other processes. */
  readonly silentMs: number;
  /** Interval at which an idle process looks for queued and abandoned jobs. */
  readonly sweepMs: number;
}

/** Attempts of a job whose failures pass. */
const MAX_ATTEMPTS = 3;
/** Attempts of a job whose process dies. */
const MAX_DEADLY_ATTEMPTS = 2;

const ABANDONED: ImportFailure = {
  code: 'interrupted',
  detail:
    'Le service s’est arrêté brutalement pendant cet import, déjà tenté une fois : il ne sera plus tenté. Ce qui était prêt est gardé. Demandez-le de nouveau en plusieurs parties, ou avec « essaimage import ».',
};

/** Temporary failures: a database that restarts, a model thread being replaced. */
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

/** Outcome of a failed import whose job still belongs to this process. */
function outcomeOf(error: unknown, attempt: number, onIncident: (cause: unknown) => void): JobOutcome {
  const known = explainFailure(error);
  if (known?.fault !== 'request') onIncident(error);
  if (known !== null && PASSING.has(known.code) && attempt < MAX_ATTEMPTS)
    return { state: 'queued', isCounted: true };
  return { state: 'failed', failure: failureOf(error) };
}

function describeEnd(id: string, start: number, outcome: JobOutcome | null): EndedImport {
  const durationSeconds = (performance.now() - start) / 1000;
  const ended = { id, durationSeconds, code: null, changes: [] };
  if (outcome === null) return { ...ended, outcome: 'withdrawn' };
  if (outcome.state === 'queued') return { ...ended, outcome: 'interrupted' };
  if (outcome.state === 'failed') return { ...ended, outcome: 'failed', code: outcome.failure.code };
  const { dryRun, changes } = outcome.report;
  return { ...ended, outcome: 'succeeded', changes: dryRun ? [] : changes };
}

const CRASHED = new Error('the service crashed');

/** Runs one job and stores its outcome; null when the job was cancelled, taken over, or left by a crash. */
async function runClaimed(
  { origin, isDryRun, policy, actor, id, attempt }: ClaimedJob,
  closing: AbortSignal,
  { jobs, importDocuments, onIncident, onEnd, beatMs }: RunImportJobsDependencies,
): Promise<JobOutcome | null> {
  const job = { id, attempt };
  const lost = new AbortController();
  const signal = AbortSignal.any([closing, lost.signal]);
  const start = performance.now();
  let progress: ImportProgress | null = null;
  const beat = setInterval(() => {
    jobs.saveProgress(job, progress).then((isOurs) => {
      if (!isOurs) lost.abort(new ImportWithdrawn());
    }, onIncident);
  }, beatMs);
  const onProgress = (now: ImportProgress) => {
    progress = now;
  };
  const outcome = await importDocuments(origin, { dryRun: isDryRun, policy, actor, job, signal, onProgress })
    .then(
      (report): JobOutcome => ({ state: 'succeeded', report }),
      (error: unknown): JobOutcome | null => {
        if (closing.aborted && closing.reason !== CRASHED) return { state: 'queued', isCounted: false };
        if (signal.aborted || error instanceof ImportWithdrawn) return null;
        return outcomeOf(error, attempt, onIncident);
      },
    )
    .finally(() => clearInterval(beat));
  if (outcome !== null) await jobs.finish(job, outcome);
  onEnd(describeEnd(id, start, outcome));
  return outcome;
}

/** Runs queued imports, those of before a restart included, one at a time in each process. */
export function createRunImportJobs(dependencies: RunImportJobsDependencies) {
  const { jobs, onIncident, silentMs, sweepMs } = dependencies;
  const closing = new AbortController();
  let wake = () => {};
  let working: Promise<void> | null = null;

  /** Stops at a job that is queued again: the cause of its failure may last. */
  async function runWaiting(): Promise<void> {
    // No job of this process runs now: any that is still marked as running is abandoned too.
    await jobs.takeBackAbandoned(silentMs, MAX_DEADLY_ATTEMPTS, ABANDONED);
    while (!closing.signal.aborted) {
      const job = await jobs.claim();
      if (job === null) return;
      const outcome = await runClaimed(job, closing.signal, dependencies);
      if (outcome?.state === 'queued') return;
    }
  }

  async function work(): Promise<void> {
    while (!closing.signal.aborted) {
      // Created before the search: a job queued meanwhile starts at once.
      const awake = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await runWaiting().catch(onIncident);
      const sweep = setTimeout(wake, sweepMs);
      sweep.unref();
      await awake;
      clearTimeout(sweep);
    }
  }

  return {
    start() {
      working = work();
    },
    /** Looks for a job now, unless one is running. Does nothing before `start`. */
    wake: () => wake(),
    /**
     * Queues the running job again, and stops. After a crash, the job stays as it is: it may be the cause, and its
     * attempt counts at the next start. Idempotent.
     */
    async close(hasCrashed = false) {
      closing.abort(hasCrashed ? CRASHED : new Error('the service closes'));
      wake();
      await working;
    },
  };
}
