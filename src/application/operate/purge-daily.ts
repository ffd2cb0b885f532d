import { DAY_MS, daysAfter } from '../common/days.ts';

export interface PurgeDependencies {
  /** @param time instant before which everything is deleted (ISO 8601) */
  readonly removeBefore: (time: string) => Promise<unknown>;
  readonly now: () => Date;
  readonly retentionDays: number;
  /** Called when a purge fails; the next one tries again. */
  readonly onIncident: (cause: unknown) => void;
}

/** Deletes rows that are too old while the service runs. */
export function createDailyPurge(dependencies: PurgeDependencies) {
  const { removeBefore, now, retentionDays, onIncident } = dependencies;
  let running: Promise<void> = Promise.resolve();
  let daily: NodeJS.Timeout | undefined;

  function purge(): Promise<void> {
    running = removeBefore(daysAfter(now(), -retentionDays)).then(() => {}, onIncident);
    return running;
  }

  return {
    /** Purges, then does so every day. Never throws. */
    async start() {
      await purge();
      daily = setInterval(() => void purge(), DAY_MS);
      daily.unref();
    },
    /** Waits for the current purge. */
    close() {
      clearInterval(daily);
      return running;
    },
  };
}
