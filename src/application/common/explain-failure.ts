import { DomainError, type ErrorCode } from '../../domain/errors.ts';

/** Failure shown to the client. */
export interface Failure {
  readonly code: ErrorCode;
  /** In French: cause and remedy. */
  readonly message: string;
  /** `request`: another request may succeed. `service`: the operator must act, or the client must wait. */
  readonly fault: 'request' | 'service';
}

const FAULTS: Readonly<Record<ErrorCode, Failure['fault']>> = {
  'territory-unknown': 'request',
  'territory-ambiguous': 'request',
  'experience-not-found': 'request',
  'lever-not-found': 'request',
  'theme-unknown': 'request',
  'lever-unknown': 'request',
  'cursor-invalid': 'request',
  'index-not-ready': 'service',
  'deadline-exceeded': 'service',
  overloaded: 'service',
  'store-unavailable': 'service',
  'embedder-unavailable': 'service',
  'extractor-unavailable': 'service',
  'model-invalid': 'service',
  'model-mismatch': 'service',
  'data-folder-locked': 'service',
  'data-folder-unusable': 'service',
  'migration-failed': 'service',
  'import-unreadable': 'request',
  'import-refused': 'request',
  'feedback-not-found': 'request',
  'import-not-found': 'request',
  'import-ended': 'request',
  'import-queue-full': 'service',
  'key-invalid': 'request',
  'key-not-found': 'request',
  'corpus-invalid': 'service',
};

/** Returns the failure of a DomainError; null for any other error, which is a defect of the program. */
export function explainFailure(error: unknown): Failure | null {
  if (!(error instanceof DomainError)) return null;
  const code: ErrorCode = error.code;
  return { code, message: error.message, fault: FAULTS[code] };
}
