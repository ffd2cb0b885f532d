/** Shows a person how far a long task is. */
export interface ProgressDisplay {
  /** `total` does not change. Nothing is shown before the first call. */
  advance(progress: { readonly done: number; readonly total: number }): void;
  /** Gives the screen back; the last state stays readable. Idempotent. */
  end(): void;
}
