/** Progress bar of a long task. */
export interface ProgressDisplay {
  /** `total` never changes. Nothing is shown before the first call. */
  advance(progress: { readonly done: number; readonly total: number }): void;
  /** Releases the terminal; the last state stays visible. Idempotent. */
  end(): void;
}
