/** What is read of a document, and for how long. Beyond, a note says what was left. */
export interface ReadLimits {
  /** Bytes of a document that is read whole. */
  readonly documentBytes: number;
  /** Bytes of one line of an NDJSON file, which is read as it comes whatever its size. */
  readonly recordBytes: number;
  /** Characters of a line of text. */
  readonly lineLength: number;
  /** Characters of text that a resource keeps. */
  readonly textLength: number;
  /** Elements inside one another. */
  readonly depth: number;
  readonly elements: number;
  /** Time given to the thread for one document. */
  readonly parseTimeoutMs: number;
  readonly workerMemoryMb: number;
  /** Documents of a folder, or pages of a listing on the web. */
  readonly documents: number;
  /** Bytes of a listing on the web, and time for it: once they are passed, no further page is asked for. */
  readonly listingBytes: number;
  readonly listingTimeMs: number;
}

export const DEFAULT_LIMITS: ReadLimits = {
  documentBytes: 20_000_000,
  recordBytes: 16_000_000,
  lineLength: 1_000_000,
  textLength: 1_000_000,
  depth: 200,
  elements: 300_000,
  parseTimeoutMs: 20_000,
  workerMemoryMb: 768,
  documents: 500,
  listingBytes: 100_000_000,
  listingTimeMs: 900_000,
};
