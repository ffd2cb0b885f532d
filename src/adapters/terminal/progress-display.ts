import { SingleBar } from 'cli-progress';
import type { ProgressDisplay } from '../../ports/progress-display.ts';

export interface ProgressDisplayOptions {
  readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Name of the task: « Indexation ». */
  readonly title: string;
  /** Plural noun of the counted items: « expériences ». */
  readonly items: string;
  /** Milliseconds, from any origin. */
  readonly now?: () => number;
}

const BAR_WIDTH = 20;
const LINE_COUNT = 5;
const LINE_INTERVAL_MS = 5_000;

/** Writes « 12,4 » below 100, « 340 » above. */
function formatRate(perSecond: number): string {
  return perSecond.toFixed(perSecond < 100 ? 1 : 0).replace('.', ',');
}

/** Writes « 8 s » or « 1 min 20 s »; never less than a second. */
function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

/** Writes « 45/122 expériences · 8,2/s · reste 9 s »: count, rate since the start, and time left at that rate. */
function describeProgress(done: number, total: number, elapsedMs: number, items: string): string {
  const count = `${done}/${total} ${items}`;
  if (done === 0 || elapsedMs <= 0) return count;
  const perSecond = (done * 1_000) / elapsedMs;
  const rate = `${count} · ${formatRate(perSecond)}/s`;
  return done >= total ? rate : `${rate} · reste ${formatDuration(((total - done) * 1_000) / perSecond)}`;
}

/** Shows a bar in a terminal; elsewhere a line at each fifth of the way, and at least every 5 s. */
export function createProgressDisplay(options: ProgressDisplayOptions): ProgressDisplay {
  const { stream, title, items, now = () => performance.now() } = options;
  const startedAt = now();
  let shown = { step: 0, at: startedAt };
  const bar = new SingleBar({
    stream,
    format: `${title} {bar} {text}`,
    barsize: BAR_WIDTH,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    // The caller that stops the task ends the display.
    gracefulExit: false,
  });
  return {
    advance({ done, total }) {
      const at = now();
      const text = describeProgress(done, total, at - startedAt, items);
      const step = Math.floor((done * LINE_COUNT) / total);
      if (bar.isActive) bar.update(done, { text });
      else if (stream.isTTY === true) bar.start(total, done, { text });
      else if (step !== shown.step || at - shown.at >= LINE_INTERVAL_MS) {
        shown = { step, at };
        stream.write(`${title}\u00a0: ${text}\n`);
      }
    },
    end() {
      if (bar.isActive) bar.stop();
    },
  };
}
