import { z } from 'zod';

const count = z.int().positive();

/** Limits on reading. Beyond them a document is refused, or a note reports the part left out. */
export const readLimitsSchema = z.object({
  /** Bytes of a document that is loaded whole. */
  documentBytes: count,
  /** Bytes of one line of an NDJSON file; the file itself is streamed, at any size. */
  recordBytes: count,
  /** Characters of a line of text. */
  lineLength: count,
  /** Characters of a resource's text. */
  textLength: count,
  /** Nesting depth of HTML elements. */
  depth: count,
  elements: count,
  /** Parsing time of one document. */
  parseTimeoutMs: count,
  workerMemoryMb: count,
  /** Documents of a folder, or pages of a web listing. */
  documents: count,
  /** Bytes and time of a web listing; beyond either, no further page is fetched. */
  listingBytes: count,
  listingTimeMs: count,
});
export type ReadLimits = Readonly<z.output<typeof readLimitsSchema>>;

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
