import { say } from './say.ts';

/** The person asked for the command to stop. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs work that Ctrl+C or SIGTERM asks to stop. The signal reaches it as an AbortSignal: what is
 * open is closed first. npm passes on the signal that the terminal has already sent: the second one
 * changes nothing.
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
