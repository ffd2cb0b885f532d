import { DomainError } from '../../domain/errors.ts';
import type { ImportReader } from '../../ports/import-reader.ts';
import type { RunStage, Stage } from '../../ports/telemetry.ts';

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

/** Measures each call of the methods named in `stages` as a stage. */
export function observe<T extends object>(
  target: T,
  run: RunStage,
  stages: { readonly [Method in keyof T & string]?: Stage },
): T {
  const measured = Object.keys(stages).map((method) => [
    method,
    (...args: unknown[]) => run(Object(stages)[method], () => Object(target)[method](...args)),
  ]);
  return { ...target, ...Object.fromEntries(measured) };
}

/** Measures a reading as one stage, from its first item to its last. */
export function observeReader(reader: ImportReader, run: RunStage): ImportReader {
  return {
    async *read(origin, options) {
      let settle = (_outcome: Promise<void>) => {};
      const reading = new Promise<void>((resolve) => {
        settle = resolve;
      });
      // The reader receives the error below.
      run('read', () => reading).catch(() => {});
      try {
        yield* reader.read(origin, options);
      } catch (error) {
        settle(Promise.reject(error));
        throw error;
      } finally {
        settle(Promise.resolve());
      }
    },
  };
}
