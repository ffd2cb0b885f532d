/** Runs one job to its end. Never throws. `signal` is aborted when the process closes. */
export type JobWork = (id: string, signal: AbortSignal) => Promise<void>;

/** Hands jobs to the processes of the service, each of which runs one at a time. */
export interface JobQueue {
  /** Starts to take jobs. */
  start(work: JobWork): Promise<void>;
  /** Puts a job in line, at its end; does nothing when it already waits or runs. */
  add(id: string): Promise<void>;
  /** Forgets that a process, now dead, was running this job: it may be added again. */
  release(id: string): Promise<void>;
  /** Takes no more jobs, aborts the one that runs and waits for it. Idempotent. */
  close(): Promise<void>;
}
