import type { TextRole } from './sentence-encoder.ts';

/** Texts that go to the model together, and whom to tell. Settling a job twice has no effect. */
export interface EmbeddingJob {
  readonly role: TextRole;
  /** At least one. */
  readonly texts: readonly string[];
  /** The longest that the model may work on it. */
  readonly timeoutMs: number;
  /** Instant of `performance.now()` after which nobody waits for it; Infinity for a passage. */
  readonly expiresAt: number;
  resolve(vectors: readonly Float32Array[]): void;
  reject(error: Error): void;
}

export function isExpired(job: EmbeddingJob): boolean {
  return performance.now() >= job.expiresAt;
}
