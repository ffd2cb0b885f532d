import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { RunStage } from '../../ports/telemetry.ts';

/** Measures each reading of a store as a stage. */
export function observeExperienceStore(store: ExperienceStore, run: RunStage): ExperienceStore {
  return {
    ...store,
    currentVersion: (...args) => run('read-version', () => store.currentVersion(...args)),
    loadSnapshot: (...args) => run('read-snapshot', () => store.loadSnapshot(...args)),
    retrieve: (...args) => run('retrieve', () => store.retrieve(...args)),
    readContents: (...args) => run('read-contents', () => store.readContents(...args)),
    search: (...args) => run('search', () => store.search(...args)),
    findById: (...args) => run('read-experience', () => store.findById(...args)),
    listRecent: (...args) => run('list-recent', () => store.listRecent(...args)),
    findSimilar: (...args) => run('find-similar', () => store.findSimilar(...args)),
  };
}
