import type { CorrectionRecord } from '../domain/experience/corrections.ts';
import type { ExperienceOrigin } from '../domain/experience/experience.ts';
import type { Feedback } from '../domain/feedback/feedback.ts';
import type { JobOrigin } from '../domain/import-job/import-job.ts';
import type { ImportNote, Resource, ResourceExtraction } from '../domain/resource/resource.ts';
import type { SourcedExperience } from './import-store.ts';

/** Source of an import; a path only on the command line. */
export type ImportOrigin = { readonly kind: 'path'; readonly path: string } | JobOrigin;

/** One item, in the order of the documents. */
export type ImportItem =
  /** Resource whose experiences are still to be extracted. */
  | {
      readonly kind: 'resource';
      readonly resource: Resource;
      /** Whether the document says who may read it: an import never opens what says that it is private. */
      readonly saysAccess: boolean;
    }
  /** Fiche of a JSON, NDJSON or CSV file, or of an export of the service. */
  | (SourcedExperience & {
      readonly kind: 'experience';
      /** Resource that it was extracted from, in an export; null otherwise. */
      readonly resourceId: string | null;
      readonly saysAccess: boolean;
      /** `file`, unless an export names another origin. */
      readonly origin: ExperienceOrigin;
    })
  /** Resource of an export; its experiences follow. */
  | { readonly kind: 'exported-resource'; readonly resource: Resource; readonly goneSince: string | null }
  | { readonly kind: 'correction'; readonly correction: CorrectionRecord }
  | { readonly kind: 'feedback'; readonly feedback: Feedback }
  | { readonly kind: 'note'; readonly note: ImportNote }
  /** Every resource of this listing was read: stored ones that are missing have left the site. */
  | { readonly kind: 'end-of-listing'; readonly origin: string };

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** In bytes or pages; `total` is null while unknown. */
  readonly onProgress: (progress: { readonly done: number; readonly total: number | null }) => void;
}

/** Reads pages published by a network, or files prepared for import. */
export interface ImportReader {
  /**
   * Streams items. An unreadable part becomes a note and the rest is read.
   * @throws DomainError `import-unreadable` when nothing can be read, or not in time, `import-refused` when
   * the address or the size is not allowed
   */
  read(origin: ImportOrigin, options: ReadOptions): AsyncIterable<ImportItem>;
}

export interface ExperienceExtractor {
  /**
   * Digest of everything but the resource that decides the result: two extractors of one version give the same
   * experiences and notes for the same resource.
   */
  readonly version: string;
  /**
   * Extracts experiences in reading order; `signal` stops it at once.
   * @throws DomainError `import-unreadable` when this resource cannot be read (others may still be);
   * `extractor-unavailable`, `deadline-exceeded`, `embedder-unavailable`; the reason of `signal`
   */
  extract(resource: Resource, signal: AbortSignal): Promise<ResourceExtraction>;
}
