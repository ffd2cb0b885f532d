import { isDomainError } from '../../../domain/errors.ts';

/** Tells whether an error concerns one document only: the others are still read. */
export function isReported(error: unknown): error is Error {
  return isDomainError(error, 'import-unreadable') || isDomainError(error, 'import-refused');
}
