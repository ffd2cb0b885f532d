import { startDeadline } from './deadline.ts';

export interface CallScope {
  /** Aborts at the time limit or with one of the others; its reason is the error to throw. */
  readonly signal: AbortSignal;
  /** Forgets the others and the time limit: to be called in every case. */
  end(): void;
}

/**
 * Bounds one call in time and by other signals. Unlike `AbortSignal.any`, leaves nothing behind on a
 * signal that lives as long as the process.
 * @param onTimeout makes the error of the time limit
 */
export function openCallScope(
  timeoutMs: number,
  onTimeout: () => Error,
  signals: readonly (AbortSignal | undefined)[],
): CallScope {
  const controller = new AbortController();
  const cancelDeadline = startDeadline(timeoutMs, () => controller.abort(onTimeout()));
  const links = signals.flatMap((signal) => {
    if (signal === undefined) return [];
    const follow = () => controller.abort(signal.reason);
    if (signal.aborted) follow();
    else signal.addEventListener('abort', follow, { once: true });
    return [{ signal, follow }];
  });
  return {
    signal: controller.signal,
    end() {
      cancelDeadline();
      for (const { signal, follow } of links) signal.removeEventListener('abort', follow);
    },
  };
}

/**
 * Waits for `promise`, which goes on alone when `signal` aborts first.
 * @throws the reason of `signal`
 */
export async function waitUnless<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    stop = () => signal.removeEventListener('abort', abort);
  });
  return Promise.race([promise, aborted]).finally(stop);
}
