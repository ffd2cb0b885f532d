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

/** Turns French text into unit vectors whose dot product is a similarity of meaning. */
export interface Embedder {
  /** Name and content hash of the model: two different models never share it. */
  readonly modelId: string;
  readonly dimensions: number;
  readonly calibration: ModelCalibration;
  /**
   * The vector of a question, L2-normalised. A text longer than the model's window is embedded
   * in pieces and averaged, never cut silently.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`
   */
  embedQuery(text: string): Promise<Float32Array>;
  /**
   * The vectors of passages, in the order of the texts, each equal to what the text alone gives.
   * @throws DomainError `deadline-exceeded`, `embedder-unavailable`
   */
  embedPassages(texts: readonly string[]): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}
