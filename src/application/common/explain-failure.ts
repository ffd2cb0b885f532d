import { DomainError, type ErrorCode } from '../../domain/errors.ts';

/** Failure shown to the client. */
export interface Failure {
  readonly code: ErrorCode;
  /** In French: cause and remedy. */
  readonly message: string;
  /** `request`: another request may succeed. `service`: the operator must act, or the client must wait. */
  readonly fault: 'request' | 'service';
}

/** Codes of faults of the request; any other is a fault of the service. */
const REQUEST_FAULTS: ReadonlySet<ErrorCode> = new Set([
  'territory-unknown',
  'territory-ambiguous',
  'experience-not-found',
  'experience-merged',
  'resource-not-found',
  'selection-empty',
  'changed-meanwhile',
  'source-reserved',
  'merge-refused',
  'lever-not-found',
  'theme-unknown',
  'lever-unknown',
  'quote-not-in-fiche',
  'cursor-invalid',
  'import-unreadable',
  'import-refused',
  'recommendation-not-found',
  'feedback-not-found',
  'import-not-found',
  'import-ended',
  'key-invalid',
  'key-not-found',
  'key-last-admin',
]);

/** Returns the failure of a DomainError; null for any other error, which is a defect of the program. */
export function explainFailure(error: unknown): Failure | null {
  if (!(error instanceof DomainError)) return null;
  const code: ErrorCode = error.code;
  return { code, message: error.message, fault: REQUEST_FAULTS.has(code) ? 'request' : 'service' };
}
