import { say } from './output.ts';

/** Stop of a command by Ctrl+C or SIGTERM. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Aborts the signal of `work` on Ctrl+C or SIGTERM; later signals are ignored: npm repeats the first. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) return;
    say('Arrêt en cours…');
    controller.abort(new Interruption());
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
