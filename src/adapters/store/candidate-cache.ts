import type { Experience } from '../../domain/experience/experience.ts';

export interface CachedExperience {
  readonly experience: Experience;
  /** By ordinal of the passage. */
  readonly quotes: ReadonlyMap<number, string>;
}

/** Parsed experiences, which the database only has to name: parsing them costs more than finding them. */
export interface CandidateCache {
  /** Null when it is not there, or is there in another revision. */
  get(id: string, revision: string): CachedExperience | null;
  set(id: string, revision: string, entry: CachedExperience): void;
}

/** Keeps the `capacity` most recently used. */
export function createCandidateCache(capacity: number): CandidateCache {
  const entries = new Map<string, { readonly revision: string; readonly entry: CachedExperience }>();

  return {
    get(id, revision) {
      const found = entries.get(id);
      if (found === undefined || found.revision !== revision) return null;
      entries.delete(id);
      entries.set(id, found);
      return found.entry;
    },
    set(id, revision, entry) {
      entries.delete(id);
      entries.set(id, { revision, entry });
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    },
  };
}
