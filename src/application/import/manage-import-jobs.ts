import { DomainError } from '../../domain/errors.ts';
import type { Audience } from '../../domain/experience/experience.ts';
import type { ImportJob, ImportPolicy, JobOrigin } from '../../domain/import-job/import-job.ts';
import type { ImportJobStore } from '../../ports/import-job-store.ts';
import type { PageRange } from '../../ports/page.ts';

/** Reader of imports, whose reports may mention members' experiences. */
export interface JobReader {
  /** Prefix of the API key. */
  readonly actor: string;
  readonly audience: Audience;
}

interface ManageImportJobsDependencies {
  readonly jobs: ImportJobStore;
  /** Wakes the runner of this process. */
  readonly wake: () => void;
  readonly newId: () => string;
}

/** Each queued job may hold 20 MiB. */
const MAX_WAITING = 20;

/** Ended jobs kept with their reports. */
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

/** Removes the changes of members' experiences for public readers. */
function shownTo(job: ImportJob, { audience }: JobReader): ImportJob {
  if (audience === 'members' || job.report === null) return job;
  const changes = job.report.changes.filter(({ access }) => access === 'public');
  return { ...job, report: { ...job.report, changes } };
}

/**
 * Background imports. A reader sees its own, or those of every key when its audience is `members`; the others
 * are `import-not-found`.
 * All methods throw DomainError `store-unavailable`, `deadline-exceeded`.
 */
export function createManageImportJobs({ jobs, wake, newId }: ManageImportJobsDependencies) {
  async function get(id: string, reader: JobReader): Promise<ImportJob> {
    const job = await jobs.find(id);
    if (job === null || (reader.audience !== 'members' && job.actor !== reader.actor)) throw notFound(id);
    return shownTo(job, reader);
  }

  return {
    /** @throws DomainError `import-not-found` */
    get,
    /** @throws DomainError `import-queue-full` when 20 already wait */
    async request(
      origin: JobOrigin,
      options: { readonly isDryRun: boolean; readonly policy: ImportPolicy },
      reader: JobReader,
    ): Promise<ImportJob> {
      await jobs.forgetEnded(KEPT_ENDED);
      const job = await jobs.create({ id: newId(), origin, ...options, actor: reader.actor }, MAX_WAITING);
      if (job === null) throw queueFull();
      wake();
      return job;
    },
    /** Most recent first. */
    async list(range: PageRange, reader: JobReader): Promise<readonly ImportJob[]> {
      const found = await jobs.list(range, reader.audience === 'members' ? null : reader.actor);
      return found.map((job) => shownTo(job, reader));
    },
    /** @throws DomainError `import-not-found`, and `import-ended` when it has already ended */
    async cancel(id: string, reader: JobReader): Promise<ImportJob> {
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
