import type { Load } from '../domain/load/load.ts';
import type { QuestionHeads } from '../domain/matching/linear-head.ts';

/** Measurements of a model, stored beside it. */
export interface ModelCalibration {
  /** Typical cosine of two unrelated texts; maps to 0 in [0, 1]. */
  readonly background: number;
  /** Typical cosine of a question and its answer; maps to 1. */
  readonly strong: number;
  readonly heads: QuestionHeads;
}

/** Turns French text into unit vectors whose dot product is a similarity of meaning. */
export interface Embedder {
  /** Name and content hash of the model. */
  readonly modelId: string;
  readonly dimensions: number;
  readonly calibration: ModelCalibration;
  /** Returns the beginning of a question that may be embedded at a bounded cost: all of it but for the longest. */
  cutQuestion(text: string): string;
  /**
   * Embeds a question, L2-normalised. A text longer than the model's window is embedded in pieces and
   * averaged, never cut silently. When `signal` aborts, the question leaves the queue or its result is dropped.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`; the reason of `signal`
   */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /**
   * Embeds passages, in order; batching does not change a vector. Questions go first. When `signal` aborts, the
   * passages not yet read leave the queue.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`; the reason of `signal`
   */
  embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  /** Cheap enough to call on every request. */
  load(): Load;
  close(): Promise<void>;
}
