/**
 * `connection`: no answer, or it was cut; what answers next may be another server.
 * `slow`: no answer in the time of an attempt. `busy`: 429, 502, 503, 504.
 * `broken`: any other 5xx, or an answer that makes no sense. `refused`: asking again would change nothing.
 */
export type RemoteFailureKind = 'connection' | 'slow' | 'busy' | 'broken' | 'refused';

/** One request to a remote model that failed. `message` ends a French sentence and quotes nothing of the texts. */
export class RemoteFailure extends Error {
  readonly kind: RemoteFailureKind;
  /** What the server asks to wait, in milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(
    kind: RemoteFailureKind,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number | null } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'RemoteFailure';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  get isWorthRetrying(): boolean {
    return this.kind === 'connection' || this.kind === 'slow' || this.kind === 'busy';
  }
}
