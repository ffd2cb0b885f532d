/** Limits on reading. Beyond them a document is refused, or a note reports the pages left out. */
export const DEFAULT_LIMITS = {
  /** Bytes of a document that is loaded whole. */
  documentBytes: 20_000_000,
  /** Time for a site to give one page, redirects included. */
  fetchTimeoutMs: 30_000,
  /** Parsing time of one document. */
  parseTimeoutMs: 20_000,
  /** Memory of the process that reads, beside what Node.js takes. */
  workerMemoryMb: 640,
  /** Documents of a folder, or pages of a web listing. */
  documents: 500,
};
export type ReadLimits = Readonly<typeof DEFAULT_LIMITS>;
