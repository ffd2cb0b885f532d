import type { ExperienceExtractor } from '../../ports/experience-extractor.ts';
import type { ImportReader } from '../../ports/import-reader.ts';
import type { ImportStore } from '../../ports/import-store.ts';
import type { RunStage } from '../../ports/telemetry.ts';

/** Measures each writing of a store as a stage of an import. */
export function observeImportStore(store: ImportStore, run: RunStage): ImportStore {
  return {
    ...store,
    stage: (...args) => run('stage', () => store.stage(...args)),
    publish: (...args) => run('publish', () => store.publish(...args)),
  };
}

/** Measures the extraction of each resource as a stage. */
export function observeExtractor<E extends ExperienceExtractor>(extractor: E, run: RunStage): E {
  return {
    ...extractor,
    extract: (...args: Parameters<ExperienceExtractor['extract']>) =>
      run('draw', () => extractor.extract(...args)),
  };
}

/** Measures a reading as one stage, from its first item to its last. */
export function observeReader(reader: ImportReader, run: RunStage): ImportReader {
  return {
    async *read(origin, options) {
      let succeed = () => {};
      let fail = (_error: unknown) => {};
      const reading = new Promise<void>((resolve, reject) => {
        succeed = resolve;
        fail = reject;
      });
      run('read', () => reading).catch(() => {
        // The reader receives the error below.
      });
      try {
        yield* reader.read(origin, options);
      } catch (error) {
        fail(error);
        throw error;
      } finally {
        succeed();
      }
    },
  };
}
