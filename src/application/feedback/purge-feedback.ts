import type { FeedbackStore } from '../../ports/feedback-store.ts';

export interface PurgeFeedbackDependencies {
  readonly store: FeedbackStore;
  readonly now: () => Date;
  /** Older feedback is deleted. */
  readonly retentionDays: number;
  /** Called when a purge fails; the next one tries again. */
  readonly onIncident: (cause: unknown) => void;
}

/** Deletes old feedback while the service runs. */
export interface PurgeFeedback {
  /** Purges, then does so every day. Never throws. */
  start(): Promise<void>;
  /** Waits for the current purge. */
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;

export function createPurgeFeedback(dependencies: PurgeFeedbackDependencies): PurgeFeedback {
  const { store, now, retentionDays, onIncident } = dependencies;
  let running: Promise<void> = Promise.resolve();
  let daily: NodeJS.Timeout | undefined;

  function purge(): Promise<void> {
    const oldest = new Date(now().getTime() - retentionDays * DAY_MS).toISOString();
    running = store.removeBefore(oldest).then(() => {}, onIncident);
    return running;
  }

  return {
    async start() {
      await purge();
      daily = setInterval(() => void purge(), DAY_MS);
      daily.unref();
    },
    close() {
      clearInterval(daily);
      return running;
    },
  };
}
