import type { CorrectionRecord } from '../domain/experience/corrections.ts';
import type { ExperienceDraft, ExperienceOrigin } from '../domain/experience/experience.ts';
import type { Feedback } from '../domain/feedback/feedback.ts';
import type { JobOrigin } from '../domain/import-job/import-job.ts';
import type { FieldEvidence, ImportNote, Resource } from '../domain/resource/resource.ts';

export type { CorrectionRecord };

/** What a person gives to import: on the command line, a path too. */
export type ImportOrigin = { readonly kind: 'path'; readonly path: string } | JobOrigin;

/** One thing that was read, in the order of the documents. */
export type ImportItem =
  /** Experiences are still to be drawn from it. */
  | { readonly kind: 'resource'; readonly resource: Resource }
  /** A fiche ready-made: a JSON, NDJSON or CSV file, or an export of the service. */
  | {
      readonly kind: 'experience';
      readonly draft: ExperienceDraft;
      /** For those of an export that were drawn from a resource. */
      readonly resourceId: string | null;
      readonly evidence: readonly FieldEvidence[];
      /** `file`, unless an export says that another import owns it. */
      readonly origin: ExperienceOrigin;
    }
  /** Of an export: a resource whose experiences follow as such, already drawn. */
  | { readonly kind: 'exported-resource'; readonly resource: Resource; readonly goneSince: string | null }
  | { readonly kind: 'correction'; readonly correction: CorrectionRecord }
  | { readonly kind: 'feedback'; readonly feedback: Feedback }
  | { readonly kind: 'note'; readonly note: ImportNote }
  /** Every resource of this listing was given: those of before that are missing are gone from the site. */
  | { readonly kind: 'end-of-listing'; readonly origin: string };

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Bytes or pages, as far as they are known; `total` is null while it is not. */
  readonly onProgress: (progress: { readonly done: number; readonly total: number | null }) => void;
}

/** Reads what a network publishes, or what was prepared for import. */
export interface ImportReader {
  /**
   * Items as they are read. A part that cannot be read becomes a note, the others go on.
   * @throws DomainError `import-unreadable` when nothing of the origin can be read, `import-refused`
   * when its address or its size is not allowed, `deadline-exceeded`
   */
  read(origin: ImportOrigin, options: ReadOptions): AsyncIterable<ImportItem>;
}
