import type { FicheVocabulary } from '../../../domain/experience/written-fiche.ts';
import type { RobotsQuestion, RobotsVerdict } from '../../fetch/robots-rules.ts';
import type { DocumentInput, DocumentReading } from '../document/read-document.ts';

// Messages between the service and the parser thread: one reply a request. Both run the same build: nothing is
// validated.

export interface ParserSettings {
  readonly vocabulary: FicheVocabulary;
}

export type ReadRequest =
  | { readonly kind: 'document'; readonly document: DocumentInput }
  /** Lines of an NDJSON file, from `firstLine` on; 1 starts a new file. */
  | { readonly kind: 'records'; readonly lines: readonly string[]; readonly firstLine: number };

export type ParserRequest = ReadRequest | { readonly kind: 'robots'; readonly question: RobotsQuestion };

export type ParserReply =
  | { readonly kind: 'read'; readonly reading: DocumentReading }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'judged'; readonly verdict: RobotsVerdict };
