import type { FAULTS } from './faults.ts';

/** Details of the faults for the operator alone: their messages name folders and processes. */
interface OperatorDetails {
  readonly 'extractor-unavailable': { readonly reason: string };
  readonly 'model-invalid': { readonly directory: string; readonly reason: string };
  readonly 'model-mismatch': { readonly indexed: string; readonly configured: string };
  readonly 'data-folder-locked': {
    readonly directory: string;
    readonly pid: number | null;
    readonly host: string | null;
    readonly since: string | null;
  };
  readonly 'data-folder-unusable': { readonly directory: string; readonly reason: string };
  readonly 'migration-failed': { readonly reason: string };
  readonly 'sign-in-failed': { readonly reason: string };
  readonly 'corpus-invalid': { readonly file: string; readonly problems: readonly string[] };
}

type Faults = typeof FAULTS;

/** Closed set of the errors, with their details. */
type ErrorDetails = OperatorDetails & {
  readonly [C in keyof Faults]: NonNullable<Faults[C]['details']>;
};

export type ErrorCode = keyof ErrorDetails;

/**
 * Only error that use cases and adapters throw on purpose. `message` is a French sentence that says what happened and
 * what to do; `details` are the facts behind it.
 */
export class DomainError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly details: ErrorDetails[C];

  constructor(code: C, message: string, details: ErrorDetails[C], options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** Narrows an unknown error to a DomainError of one code. */
export function isDomainError<C extends ErrorCode>(error: unknown, code: C): error is DomainError<C> {
  return error instanceof DomainError && error.code === code;
}
