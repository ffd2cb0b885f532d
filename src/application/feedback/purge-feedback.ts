import type { FeedbackStore } from '../../ports/feedback-store.ts';

export interface PurgeFeedbackDependencies {
  readonly store: FeedbackStore;
  readonly now: () => Date;
  /** Older feedback is forgotten. */
  readonly retentionDays: number;
  /** Told of a purge that failed: the next one tries again. */
  readonly onIncident: (cause: unknown) => void;
}

/** Forgets old feedback, again and again while the service runs. */
export interface PurgeFeedback {
  /** Purges, then does so every day. Never throws. */
  start(): Promise<void>;
  /** Waits for a purge that runs. */
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
