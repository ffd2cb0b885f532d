import { setTimeout as sleep } from 'node:timers/promises';
import { isDomainError } from '../../../domain/errors.ts';
import { startDeadline } from '../common/deadline.ts';
import { embedderUnavailable } from '../common/embedding-errors.ts';
import { checkIdentity, type IdentityCheckOptions } from './identity-check.ts';
import { RemoteFailure, requestVectors } from './remote-server.ts';

export interface RemoteModelOptions extends IdentityCheckOptions {
  /** Called at each failure of the server. */
  readonly onFault: (cause: unknown) => void;
}

export interface CallBounds {
  /** Time limit of all attempts together. */
  readonly timeoutMs: number;
  readonly onTimeout: () => Error;
  readonly signal?: AbortSignal | undefined;
}

const CHECK_TIMEOUT_MS = 10_000;
/** Longest wait between two attempts, in addition to the one that the server asks for. */
const RETRY_MS = 200;
const MAX_ATTEMPTS = 5;

/**
 * Client of a server that may fail. A call waits until the identity of the server's model is checked, then makes its
 * attempts within its time limit. After a broken connection the next call checks the identity again.
 */
export class RemoteModel {
  readonly #options: RemoteModelOptions;
  /** Check of the identity; null when the next call must start one. */
  #identity: Promise<void> | null = null;
  readonly #running = new Set<AbortController>();
  #isClosed = false;

  constructor(options: RemoteModelOptions) {
    this.#options = options;
  }

  /**
   * Waits until the server answers with the expected model.
   * @throws DomainError `model-invalid`, `embedder-unavailable`
   */
  async start(timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    await retryUntil({ deadline, maxAttempts: Number.POSITIVE_INFINITY }, () => this.#admit());
  }

  /**
   * Embeds texts that have their role prefix.
   * @returns the vectors, in the order of the texts
   * @throws DomainError `embedder-unavailable`; the result of `onTimeout`; the reason of `signal`
   */
  embed(texts: readonly string[], bounds: CallBounds): Promise<readonly Float32Array[]> {
    const deadline = performance.now() + bounds.timeoutMs;
    const onTimeout = () => this.#report(bounds.onTimeout());
    return this.#run({ ...bounds, onTimeout }, (signal) => {
      const attempt = async () => {
        await unlessAborted(signal, this.#admit()).catch((error: unknown) => {
          if (!isDomainError(error, 'model-invalid')) throw error;
          throw embedderUnavailable('son serveur ne sert plus le modèle attendu', error);
        });
        return this.#ask(texts, signal);
      };
      return retryUntil({ deadline, maxAttempts: MAX_ATTEMPTS, signal }, attempt);
    });
  }

  /** Aborts the running calls, and refuses the next ones. */
  close(): void {
    this.#isClosed = true;
    for (const call of this.#running) call.abort(closed());
  }

  /** Resolves once the identity of the server is checked. @throws DomainError `model-invalid`; RemoteFailure */
  #admit(): Promise<void> {
    const timeoutMs = CHECK_TIMEOUT_MS;
    const onTimeout = () => new RemoteFailure('connection', `son serveur n’a pas répondu en ${timeoutMs} ms`);
    this.#identity ??= this.#run({ timeoutMs, onTimeout }, (signal) =>
      checkIdentity(this.#options, signal),
    ).catch((error: unknown) => {
      this.#identity = null;
      throw this.#isClosed ? error : this.#report(error);
    });
    return this.#identity;
  }

  async #ask(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    try {
      return await requestVectors(this.#options.server, texts, signal);
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      if (error.kind === 'connection') this.#identity = null;
      throw this.#report(error);
    }
  }

  #report<E>(error: E): E {
    this.#options.onFault(error);
    return error;
  }

  /** Gives `work` a signal that aborts at the time limit, with `signal`, and on close. */
  async #run<T>(
    { timeoutMs, onTimeout, signal }: CallBounds,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed) throw closed();
    // `AbortSignal.any` leaks on a long-lived signal (nodejs/node#54614).
    const call = new AbortController();
    const follow = () => call.abort(signal?.reason);
    if (signal?.aborted) follow();
    signal?.addEventListener('abort', follow);
    const cancelDeadline = startDeadline(timeoutMs, () => call.abort(onTimeout()));
    this.#running.add(call);
    try {
      return await work(call.signal);
    } finally {
      cancelDeadline();
      signal?.removeEventListener('abort', follow);
      this.#running.delete(call);
    }
  }
}

function closed(): Error {
  return embedderUnavailable('le service s’arrête');
}

interface RetryLimits {
  /** Instant of `performance.now()` after which no attempt starts. */
  readonly deadline: number;
  readonly maxAttempts: number;
  readonly signal?: AbortSignal;
}

/**
 * Retries after a broken connection or a busy server, after the wait that the server asks for plus a random one, so
 * that clients that failed together do not return together.
 * @throws DomainError `embedder-unavailable` for a RemoteFailure; any other error unchanged; the reason of `signal`
 */
async function retryUntil<T>(
  { deadline, maxAttempts, signal }: RetryLimits,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      const delayMs = error.retryAfterMs + Math.random() * RETRY_MS;
      const mayRetry = attempt < maxAttempts && performance.now() + delayMs < deadline;
      if (!error.isPassing || !mayRetry) throw embedderUnavailable(error.message, error);
      await sleep(delayMs, null, signal && { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

/** Waits for `promise`, but no longer once `signal` aborts. @throws the reason of `signal` */
function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
  return Promise.race([promise, aborted]);
}
