/** Rejects as soon as `signal` aborts, leaving `running` to end by itself. */
export function untilAborted<T>(running: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return running;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
