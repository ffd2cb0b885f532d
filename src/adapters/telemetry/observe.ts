import type { ImportReader } from '../../ports/import-reader.ts';
import type { RunStage, Stage } from '../../ports/telemetry.ts';

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
