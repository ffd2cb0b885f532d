/**
 * Calls `onExpiry` after `delayMs`, unless the returned function is called first. After a blocked event loop,
 * answers that have already arrived are read before it.
 */
export function startDeadline(delayMs: number, onExpiry: () => void): () => void {
  let cancelled = false;
  const timer = setTimeout(() => {
    setImmediate(() => {
      if (!cancelled) onExpiry();
    });
  }, delayMs);
  return () => {
    cancelled = true;
    clearTimeout(timer);
  };
}

/** Waits until `promise` settles, for `delayMs` at most. */
export function waitAtMost(delayMs: number, promise: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = startDeadline(delayMs, resolve);
    promise.then(() => resolve(), reject).finally(cancel);
  });
}
