import { SingleBar } from 'cli-progress';

/**
 * Shows a bar, redrawn in a terminal; elsewhere a line at the start, every 5 s and at the end.
 * @param title name of the task: « Indexation »
 * @param items plural noun of the counted items: « expériences »
 */
export function createProgressDisplay(
  title: string,
  items: string,
  stream: NodeJS.WritableStream = process.stderr,
) {
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
    /** `total` never changes. Nothing is shown before the first call. */
    advance({ done, total }: { readonly done: number; readonly total: number }): void {
      if (bar.isActive) bar.update(done);
      else bar.start(total, done);
    },
    /** Releases the terminal; the last state stays visible. Idempotent. */
    end(): void {
      if (bar.isActive) bar.stop();
    },
  };
}
