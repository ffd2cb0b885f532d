import { DomainError } from '../../domain/errors.ts';

/** Failure of a stage; null when it succeeded. */
export type Failure = { readonly error: unknown } | null;

/** Runs `work`, returns its result unchanged, and calls `onEnd` once it, or the promise it returns, has settled. */
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

/** Returns an `ErrorCode`, `aborted` or `other`: a closed set, without any text of the request. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  return error instanceof Error && error.name === 'AbortError' ? 'aborted' : 'other';
}
