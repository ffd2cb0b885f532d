import { DomainError } from '../../domain/errors.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import type { ImportJob, JobOrigin } from '../../domain/import-job/import-job.ts';
import type { ImportJobStore } from '../../ports/import-job-store.ts';

/** Who asks about imports. Their reports speak of what may be for members only. */
export interface JobReader {
  /** Prefix of the key. */
  readonly actor: string;
  readonly audience: Audience;
}

/**
 * Imports asked for, done in the background. A reader sees its own; those of all keys when its
 * audience is `members`. What it may not see does not exist: `import-not-found`.
 * All throw DomainError `store-unavailable`, `deadline-exceeded`.
 */
export interface ManageImportJobs {
  /** Throws `import-queue-full` when too many wait. */
  request(origin: JobOrigin, isDryRun: boolean, reader: JobReader): Promise<ImportJob>;
  /** Throws `import-not-found`. */
  get(id: string, reader: JobReader): Promise<ImportJob>;
  /** Most recent first. */
  list(limit: number, reader: JobReader): Promise<readonly ImportJob[]>;
  /** Throws `import-not-found`, and `import-ended` when there is nothing left to cancel. */
  cancel(id: string, reader: JobReader): Promise<ImportJob>;
}

export interface ManageImportJobsDependencies {
  readonly jobs: ImportJobStore;
  /** Has the job that was just queued run now, when this process does nothing else. */
  readonly wake: () => void;
  readonly newId: () => string;
}

/** Each may hold 20 MiB until it has run. */
const MAX_WAITING = 20;

/** Ended jobs that can still be asked about. */
const KEPT_ENDED = 200;

function notFound(id: string): DomainError {
  return new DomainError(
    'import-not-found',
    `Aucun import ne porte l’identifiant « ${id} ». La liste est à l’adresse /v1/imports.`,
    { id },
  );
}

function queueFull(): DomainError {
  return new DomainError(
    'import-queue-full',
    `${MAX_WAITING} imports attendent déjà. Réessayez quand l’un d’eux sera terminé.`,
    { waiting: MAX_WAITING },
  );
}

/** Only the changes that this reader may read. */
function shownTo(job: ImportJob, { audience }: JobReader): ImportJob {
  if (audience === 'members' || job.report === null) return job;
  const changes = job.report.changes.filter(({ access }) => access === 'public');
  return { ...job, report: { ...job.report, changes } };
}

export function createManageImportJobs(dependencies: ManageImportJobsDependencies): ManageImportJobs {
  const { jobs, wake, newId } = dependencies;

  async function get(id: string, reader: JobReader): Promise<ImportJob> {
    const job = await jobs.find(id);
    if (job === null || (reader.audience !== 'members' && job.actor !== reader.actor)) throw notFound(id);
    return shownTo(job, reader);
  }

  return {
    get,
    async request(origin, isDryRun, reader) {
      await jobs.forgetEnded(KEPT_ENDED);
      const job = await jobs.create({ id: newId(), origin, isDryRun, actor: reader.actor }, MAX_WAITING);
      if (job === null) throw queueFull();
      wake();
      return job;
    },
    async list(limit, reader) {
      const found = await jobs.list(limit, reader.audience === 'members' ? null : reader.actor);
      return found.map((job) => shownTo(job, reader));
    },
    async cancel(id, reader) {
      const { state } = await get(id, reader);
      if (await jobs.cancel(id)) return get(id, reader);
      throw new DomainError(
        'import-ended',
        'Cet import est déjà terminé : il n’y a plus rien à annuler. Son état est à l’adresse /v1/imports/:id.',
        { id, state },
      );
    },
  };
}
