import type { QuestionPrototypes } from '../domain/matching/question-leanings.ts';

/** What was measured of a model, and is kept with it. */
export interface ModelCalibration {
  /**
   * Cosines of the model on pairs that have nothing in common and on pairs that answer each other:
   * what turns a cosine into a value in [0, 1].
   */
  readonly background: number;
  readonly strong: number;
  readonly prototypes: QuestionPrototypes;
}

/** How busy the model is. */
export interface EmbedderLoad {
  /** Questions that wait for their turn. */
  readonly waiting: number;
  /** What a question asked now would wait before its own turn; 0 when nothing is known. */
  readonly estimatedWaitMs: number;
}

/** Turns French text into unit vectors whose dot product is a similarity of meaning. */
export interface Embedder {
  /** Name and content hash of the model: two different models never share it. */
  readonly modelId: string;
  readonly dimensions: number;
  readonly calibration: ModelCalibration;
  /**
   * The vector of a question, L2-normalised. A text longer than the model's window is embedded
   * in pieces and averaged, never cut silently. Once `signal` aborts, nobody waits for it any more: it
   * leaves the queue, or its result is dropped.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`; the reason of `signal`
   */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /**
   * The vectors of passages, in the order of the texts, each equal to what the text alone gives.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`
   */
  embedPassages(texts: readonly string[]): Promise<readonly Float32Array[]>;
  /** Read often: it computes nothing. */
  load(): EmbedderLoad;
  close(): Promise<void>;
}
