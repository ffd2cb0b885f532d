import { SingleBar } from 'cli-progress';

/** Progress bar of a long task. */
export interface ProgressDisplay {
  /** `total` never changes. Nothing is shown before the first call. */
  advance(progress: { readonly done: number; readonly total: number }): void;
  /** Releases the terminal; the last state stays visible. Idempotent. */
  end(): void;
}

/**
 * Shows a bar, redrawn in a terminal; elsewhere a line at the start, every 5 s and at the end.
 * @param title name of the task: « Indexation »
 * @param items plural noun of the counted items: « expériences »
 */
export function createProgressDisplay(
  title: string,
  items: string,
  stream: NodeJS.WritableStream = process.stderr,
): ProgressDisplay {
  const bar = new SingleBar({
    stream,
    format: `${title}\u00a0: {bar} {value}/{total} ${items}`,
    barsize: 20,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
    // The caller that stops the task ends the display.
    gracefulExit: false,
  });
  return {
    advance({ done, total }) {
      if (bar.isActive) bar.update(done);
      else bar.start(total, done);
    },
    end() {
      if (bar.isActive) bar.stop();
    },
  };
}
