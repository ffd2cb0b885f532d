import { DomainError, type ErrorCode } from '../../domain/errors.ts';

/** A failure as the person who asked is told of it. */
export interface Failure {
  readonly code: ErrorCode;
  /** French: what happened and what to do. */
  readonly message: string;
  /** `request`: asking otherwise would do. `service`: something must be repaired, or waited for. */
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

/** What a use case threw on purpose; null for anything else, which is a defect of the program. */
export function explainFailure(error: unknown): Failure | null {
  if (!(error instanceof DomainError)) return null;
  const code: ErrorCode = error.code;
  return { code, message: error.message, fault: FAULTS[code] };
}
