import { DomainError, type ErrorCode } from '../../domain/errors.ts';
import { FAULTS, IS_OF_REQUEST, isFault } from '../../domain/faults.ts';

/** Failure shown to the client. */
export interface Failure {
  readonly code: ErrorCode;
  /** In French: cause and remedy. */
  readonly message: string;
  /** `request`: another request may succeed. `service`: the operator must act, or the client must wait. */
  readonly fault: 'request' | 'service';
}

/** Returns the failure of a DomainError; null for any other error, which is a defect of the program. */
export function explainFailure(error: unknown): Failure | null {
  if (!(error instanceof DomainError)) return null;
  const code: ErrorCode = error.code;
  const fault = isFault(code) && IS_OF_REQUEST[FAULTS[code].kind] ? 'request' : 'service';
  return { code, message: error.message, fault };
}
