import { say } from './output.ts';

/** Stop of a command by Ctrl+C or SIGTERM. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs work that stops on Ctrl+C or SIGTERM, through an AbortSignal, so that it closes what it opened. Later
 * signals are ignored: npm repeats the one of the terminal.
 */
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
