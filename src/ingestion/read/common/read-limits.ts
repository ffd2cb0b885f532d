/** Limits on reading. Beyond them a document is refused, or a note reports the pages left out. */
export interface ReadLimits {
  /** Bytes of a document that is loaded whole. */
  readonly documentBytes: number;
  /** Time for a site to give one page, redirects included. */
  readonly fetchTimeoutMs: number;
  /** Parsing time of one document. */
  readonly parseTimeoutMs: number;
  readonly workerMemoryMb: number;
  /** Documents of a folder, or pages of a web listing. */
  readonly documents: number;
}

export const DEFAULT_LIMITS: ReadLimits = {
  documentBytes: 20_000_000,
  fetchTimeoutMs: 30_000,
  parseTimeoutMs: 20_000,
  workerMemoryMb: 768,
  documents: 500,
};
