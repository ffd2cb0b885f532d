/** Messages between the service and the thread of the model, which answers requests one at a time. */

export type TextRole = 'query' | 'passage';

export interface WorkerSettings {
  readonly modelDirectory: string;
  /** See `native-section.ts`. */
  readonly nativeSection: SharedArrayBuffer;
}

export interface WorkerRequest {
  readonly role: TextRole;
  /** At least one. */
  readonly texts: readonly string[];
  /** Longest computation, from the receipt of the request. */
  readonly timeoutMs: number;
}

export type ModelAnswer =
  /** Concatenated vectors of the texts, in order (float32). */
  | { readonly kind: 'vectors'; readonly values: ArrayBuffer }
  /** `timeoutMs` elapsed before the end; the worker is healthy. */
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly reason: string };

/** One of the first two is sent once, before any answer. */
export type WorkerReply =
  | { readonly kind: 'ready'; readonly dimensions: number }
  | { readonly kind: 'unusable'; readonly reason: string }
  | ModelAnswer;
