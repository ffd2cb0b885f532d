import type { FicheVocabulary } from '../../../domain/experience/written-fiche.ts';
import type { FetchSettings } from '../../fetch/fetcher.ts';
import type { ReadLimits } from '../common/read-limits.ts';
import type { DocumentInput, DocumentReading } from '../document/read-document.ts';

// Messages between the service and the reading thread: one reply a request. Both run the same build: nothing is
// validated.

export interface ReadingSettings {
  readonly vocabulary: FicheVocabulary;
  readonly fetch: FetchSettings;
  readonly limits: ReadLimits;
}

export type ReadingRequest =
  | { readonly kind: 'page'; readonly url: string }
  | { readonly kind: 'document'; readonly document: DocumentInput }
  /** Lines of an NDJSON file, from `firstLine` on; 1 starts a new file. */
  | { readonly kind: 'records'; readonly lines: readonly string[]; readonly firstLine: number };

export type ReadingReply =
  | {
      readonly kind: 'read';
      readonly reading: DocumentReading;
      /** Final address of a page, after redirects; null for the rest. */
      readonly url: string | null;
    }
  | {
      readonly kind: 'failed';
      readonly code: 'import-refused' | 'import-unreadable';
      /** Address at fault; null for a document that came without one. */
      readonly url: string | null;
      readonly reason: string;
    };
