import { setTimeout as sleep } from 'node:timers/promises';
import { startDeadline } from '../common/deadline.ts';
import { embedderUnavailable } from '../common/embedding-errors.ts';
import { checkIdentity, type IdentityCheckOptions } from './identity-check.ts';
import { RemoteFailure, requestVectors } from './remote-server.ts';

export interface RemoteModelOptions extends IdentityCheckOptions {
  /** Called at each failure of the server. */
  readonly onFault: (cause: unknown) => void;
  /** Time during which calls are refused after the server fails. */
  readonly pauseMs: number;
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
/** Number of failures in a row after which calls are refused. */
const FAILURES_TO_PAUSE = 5;
const CLOSED = 'le service s’arrête';
const WRONG_MODEL = 'son serveur ne sert plus le modèle attendu';
const PAUSED = 'son serveur ne répond plus correctement, il sera réessayé un peu plus tard';

/**
 * Client of a server that may fail. A call waits until the identity of the server's model is checked, then makes its
 * attempts within its time limit.
 *
 *   known → (a connection breaks) → unknown: the next call checks the identity, the others wait for it
 *   unknown → (the check fails) → paused; known → (`FAILURES_TO_PAUSE` failures in a row) → paused
 *   paused: calls are refused at once for `pauseMs`, then while the next one checks the identity
 */
export class RemoteModel {
  readonly #options: RemoteModelOptions;
  /** Check of the identity; null when the next call must start one. */
  #identity: Promise<void> | null = null;
  #failures = 0;
  /** Refusal of the calls until `endsAt`, an instant of `performance.now()`; null after a successful check. */
  #pause: { readonly refusal: Error; readonly endsAt: number } | null = null;
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
    await retryUntil(deadline, () => this.#check());
    this.#identity = Promise.resolve();
  }

  /**
   * Embeds texts that have their role prefix.
   * @returns the vectors, in the order of the texts
   * @throws DomainError `embedder-unavailable`; the result of `onTimeout`; the reason of `signal`
   */
  embed(texts: readonly string[], bounds: CallBounds): Promise<readonly Float32Array[]> {
    const deadline = performance.now() + bounds.timeoutMs;
    const onTimeout = () => this.#note(bounds.onTimeout());
    return this.#run({ ...bounds, onTimeout }, (signal) => {
      const attempt = async () => {
        await unlessAborted(signal, this.#admit());
        return this.#ask(texts, signal);
      };
      return retryUntil(deadline, attempt, signal);
    });
  }

  /** Aborts the running calls, and refuses the next ones. */
  close(): void {
    this.#isClosed = true;
    for (const call of this.#running) call.abort(embedderUnavailable(CLOSED));
  }

  /** Resolves once the identity of the server is checked. @throws DomainError `embedder-unavailable` */
  async #admit(): Promise<void> {
    if (this.#pause !== null && performance.now() < this.#pause.endsAt) throw this.#pause.refusal;
    this.#identity ??= this.#checkAgain();
    return this.#identity;
  }

  async #checkAgain(): Promise<void> {
    if (this.#pause !== null) this.#pause = { ...this.#pause, endsAt: Number.POSITIVE_INFINITY };
    try {
      await this.#check();
    } catch (error) {
      if (this.#isClosed) throw error;
      this.#options.onFault(error);
      const reason = error instanceof RemoteFailure ? error.message : WRONG_MODEL;
      throw this.#refuse(embedderUnavailable(reason, error));
    }
  }

  async #check(): Promise<void> {
    const timeoutMs = CHECK_TIMEOUT_MS;
    const onTimeout = () => new RemoteFailure('connection', `son serveur n’a pas répondu en ${timeoutMs} ms`);
    await this.#run({ timeoutMs, onTimeout }, (signal) => checkIdentity(this.#options, signal));
    this.#failures = 0;
    this.#pause = null;
  }

  async #ask(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    try {
      const vectors = await requestVectors(this.#options.server, texts, signal);
      this.#failures = 0;
      return vectors;
    } catch (error) {
      throw error instanceof RemoteFailure ? this.#note(error) : error;
    }
  }

  /** Counts a failure and returns it. A server that refuses one request is healthy. */
  #note<E>(error: E): E {
    const kind = error instanceof RemoteFailure ? error.kind : null;
    this.#options.onFault(error);
    if (kind === 'connection') this.#identity = null;
    this.#failures = kind === 'refused' ? 0 : this.#failures + 1;
    if (this.#failures >= FAILURES_TO_PAUSE) this.#refuse(embedderUnavailable(PAUSED));
    return error;
  }

  #refuse(refusal: Error): Error {
    this.#identity = null;
    this.#pause = { refusal, endsAt: performance.now() + this.#options.pauseMs };
    return refusal;
  }

  /** Gives `work` a signal that aborts at the time limit, with `signal`, and on close. */
  async #run<T>(
    { timeoutMs, onTimeout, signal }: CallBounds,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed) throw embedderUnavailable(CLOSED);
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

/**
 * Retries after a broken connection or a busy server, after the wait that the server asks for plus a random one, so
 * that clients that failed together do not return together.
 * @param deadline instant of `performance.now()` after which no attempt starts
 * @throws DomainError `embedder-unavailable` for a RemoteFailure; any other error unchanged; the reason of `signal`
 */
async function retryUntil<T>(deadline: number, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      const delayMs = error.retryAfterMs + Math.random() * RETRY_MS;
      const hasTime = performance.now() + delayMs < deadline;
      if (!error.isPassing || !hasTime) throw embedderUnavailable(error.message, error);
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
