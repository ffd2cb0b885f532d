import { DomainError } from '../../domain/errors.ts';

/** How a stage ended: null when it went well. */
export type Failure = { readonly error: unknown } | null;

/** Runs `work` and tells how it ended, once what it promises is settled. Changes nothing of what it gives. */
export function watchOutcome<T>(work: () => T, onEnd: (failure: Failure) => void): T {
  let given: T;
  try {
    given = work();
  } catch (error) {
    onEnd({ error });
    throw error;
  }
  if (given instanceof Promise) {
    given.then(
      () => onEnd(null),
      (error: unknown) => onEnd({ error }),
    );
  } else {
    onEnd(null);
  }
  return given;
}

/** One of a closed set, which holds nothing of what was asked: an `ErrorCode`, `aborted` or `other`. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  return error instanceof Error && error.name === 'AbortError' ? 'aborted' : 'other';
}
