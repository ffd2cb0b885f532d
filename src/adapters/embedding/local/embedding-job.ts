import type { TextRole } from './sentence-encoder.ts';

/** Texts that go to the model together, with the callbacks of the caller. Settling a job twice has no effect. */
export interface EmbeddingJob {
  readonly role: TextRole;
  /** At least one. */
  readonly texts: readonly string[];
  /** Longest computation. */
  readonly timeoutMs: number;
  /** Instant of `performance.now()` after which the caller no longer waits; Infinity for a passage. */
  readonly expiresAt: number;
  resolve(vectors: readonly Float32Array[]): void;
  reject(error: Error): void;
}

export function isExpired(job: EmbeddingJob): boolean {
  return performance.now() >= job.expiresAt;
}
