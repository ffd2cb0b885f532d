/**
 * What stands between the texts and a server that may fail: a breaker, the check of who answers, and
 * further attempts within the time that is given.
 *
 *   a call: breaker (refuses at once while open) → identity, if not known → attempts
 *
 * Who answers is asked at the start, after a connection broke (another server may take the next one) and
 * as the trial that closes the breaker. Another model opens it at once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openCallScope, waitUnless } from './call-scope.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { embedderUnavailable } from './embedding-errors.ts';
import type { KnownServer } from './identity-check.ts';
import { RemoteFailure } from './remote-failure.ts';
import type { RemoteServer } from './remote-server.ts';
import { type RetryPolicy, retryDelayMs } from './retry-delay.ts';

export interface RemoteModelOptions {
  readonly server: Pick<RemoteServer, 'embed'>;
  /** @throws DomainError `model-invalid`, RemoteFailure; the reason of `signal` */
  readonly checkIdentity: (signal: AbortSignal) => Promise<KnownServer>;
  readonly breaker: CircuitBreaker;
  readonly retry: RetryPolicy;
  /** Told of what keeps the server from being used, each time that it is found. */
  readonly onFault: (cause: unknown) => void;
}

export interface RemoteCall {
  /** For all attempts together. */
  readonly timeoutMs: number;
  readonly onTimeout: () => Error;
  readonly signal: AbortSignal | undefined;
}

const CLOSED = 'le service s’arrête';
const WRONG_MODEL = 'son serveur ne sert plus le modèle attendu';
const OPEN = 'son serveur ne répond plus correctement, il sera réessayé un peu plus tard';
/** Of the time that is left: a server that hangs leaves time for a second attempt. */
const ATTEMPT_SHARE = 0.5;

export class RemoteModel {
  readonly #options: RemoteModelOptions;
  readonly #closing = new AbortController();
  /** Null: to be asked before the next call. */
  #known: Promise<KnownServer> | null = null;
  /** What opened the breaker, when it is not that the server fails. */
  #wrongModel: unknown = null;

  constructor(options: RemoteModelOptions) {
    this.#options = options;
  }

  /**
   * Waits until the server answers and is known to serve the expected model.
   * @throws DomainError `model-invalid`, `embedder-unavailable`
   */
  async start(timeoutMs: number): Promise<KnownServer> {
    const deadline = performance.now() + timeoutMs;
    for (let retry = 1; ; retry += 1) {
      try {
        this.#known = this.#options.checkIdentity(this.#closing.signal);
        return await this.#known;
      } catch (error) {
        if (!(error instanceof RemoteFailure)) throw error;
        const delay = retryDelayMs(retry, this.#options.retry, error.retryAfterMs);
        if (performance.now() + delay >= deadline) throw embedderUnavailable(error.message, error);
        await sleep(delay);
      }
    }
  }

  /**
   * The vectors of texts that bear their prefix, in their order.
   * @throws DomainError `embedder-unavailable`; what `onTimeout` makes; the reason of `signal`
   */
  async embed(texts: readonly string[], call: RemoteCall): Promise<readonly Float32Array[]> {
    const deadline = performance.now() + call.timeoutMs;
    const scope = openCallScope(call.timeoutMs, call.onTimeout, [call.signal, this.#closing.signal]);
    try {
      await waitUnless(scope.signal, this.#beKnown());
      return await this.#attempt(texts, deadline, scope.signal);
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      throw error.kind === 'slow' ? call.onTimeout() : embedderUnavailable(error.message, error);
    } finally {
      scope.end();
    }
  }

  /** Calls under way are given up, those to come refused. */
  close(): void {
    this.#closing.abort(embedderUnavailable(CLOSED));
  }

  #beKnown(): Promise<KnownServer> {
    const { breaker } = this.#options;
    const admission = breaker.admit();
    if (admission === 'refuse') return Promise.reject(this.#refusal());
    if (admission === 'trial') this.#known = this.#askAgain((succeeded) => breaker.endTrial(succeeded));
    this.#known ??= this.#askAgain((succeeded) => breaker.record(succeeded));
    return this.#known;
  }

  #refusal(): Error {
    return this.#wrongModel === null
      ? embedderUnavailable(OPEN)
      : embedderUnavailable(WRONG_MODEL, this.#wrongModel);
  }

  async #askAgain(tell: (succeeded: boolean) => void): Promise<KnownServer> {
    try {
      const known = await this.#options.checkIdentity(this.#closing.signal);
      this.#wrongModel = null;
      tell(true);
      return known;
    } catch (error) {
      this.#known = null;
      tell(false);
      if (this.#closing.signal.aborted) throw error;
      this.#options.onFault(error);
      if (error instanceof RemoteFailure) throw error;
      this.#wrongModel = error;
      this.#options.breaker.open();
      throw this.#refusal();
    }
  }

  async #attempt(
    texts: readonly string[],
    deadline: number,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const { server, retry: policy, breaker } = this.#options;
    for (let retry = 1; ; retry += 1) {
      try {
        const timeoutMs = Math.max(1, Math.round((deadline - performance.now()) * ATTEMPT_SHARE));
        const vectors = await server.embed(texts, timeoutMs, signal);
        breaker.record(true);
        return vectors;
      } catch (error) {
        if (!(error instanceof RemoteFailure)) throw error;
        this.#note(error);
        const delay = retryDelayMs(retry, policy, error.retryAfterMs);
        const hasTime = performance.now() + delay < deadline;
        if (!error.isWorthRetrying || retry >= policy.maxAttempts || !hasTime) throw error;
        await sleep(delay, undefined, { signal }).catch(() => signal.throwIfAborted());
        await waitUnless(signal, this.#beKnown());
      }
    }
  }

  #note(failure: RemoteFailure): void {
    // Whoever refuses one request is well.
    this.#options.breaker.record(failure.kind === 'refused');
    if (failure.kind === 'connection') this.#known = null;
    this.#options.onFault(failure);
  }
}
