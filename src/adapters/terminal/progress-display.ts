import { SingleBar } from 'cli-progress';
import type { ProgressDisplay } from '../../ports/progress-display.ts';
import { describeProgress } from './describe-progress.ts';

export interface ProgressDisplayOptions {
  readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Name of the task: « Indexation ». */
  readonly title: string;
  /** Plural noun of the counted items: « expériences ». */
  readonly items: string;
  /** Milliseconds, from any origin. */
  readonly now?: () => number;
}

const monotonicNow = () => performance.now();

const BAR_WIDTH = 20;
const LINE_COUNT = 5;
const LINE_INTERVAL_MS = 5_000;

/** Shows a bar in a terminal; elsewhere a line at each fifth of the way, and at least every 5 s. */
export function createProgressDisplay(options: ProgressDisplayOptions): ProgressDisplay {
  return options.stream.isTTY === true ? createBar(options) : createLines(options);
}

function createBar({ stream, title, items, now = monotonicNow }: ProgressDisplayOptions): ProgressDisplay {
  const startedAt = now();
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
      const text = describeProgress({ done, total, elapsedMs: now() - startedAt }, items);
      if (bar.isActive) bar.update(done, { text });
      else bar.start(total, done, { text });
    },
    end() {
      if (bar.isActive) bar.stop();
    },
  };
}

function createLines({ stream, title, items, now = monotonicNow }: ProgressDisplayOptions): ProgressDisplay {
  const startedAt = now();
  let shown = { step: 0, at: startedAt };
  return {
    advance({ done, total }) {
      const at = now();
      const step = Math.floor((done * LINE_COUNT) / total);
      if (step === shown.step && at - shown.at < LINE_INTERVAL_MS) return;
      shown = { step, at };
      stream.write(
        `${title}\u00a0: ${describeProgress({ done, total, elapsedMs: at - startedAt }, items)}\n`,
      );
    },
    end() {
      // Every line is already complete.
    },
  };
}
