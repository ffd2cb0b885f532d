import type { Audience } from '../../domain/experience/experience.ts';
import type { Candidate } from '../../domain/matching/retrieval.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { CachedExperience } from './candidate-cache.ts';
import type { StoreConnection } from './database.ts';
import { storeUnavailable } from './database-errors.ts';
import type { IndexInMemory, LoadedIndex } from './index-in-memory.ts';
import { type FoundRow, nearestFiches, searchTables } from './memory-index/search-tables.ts';
import { createContentsReader, type NamedRow } from './read-contents.ts';

/** Publications that one question may meet. */
const MAX_ATTEMPTS = 20;

/** What was found, each with its content; null where there is nothing to search, or nothing to search for. */
interface Found<T> {
  readonly version: string | null;
  readonly rows: readonly (readonly [T, CachedExperience])[] | null;
}

/**
 * Answers questions from the index in memory, then reads what the found experiences hold. Who may see them is
 * decided by the tables that are searched; a statement that reads decides again.
 * @param reads where contents are read first; `primary` where they are read when those are not the right ones
 */
export function createCandidateFinder(
  index: IndexInMemory,
  reads: Pick<StoreConnection, 'run'>,
  primary: Pick<StoreConnection, 'run'>,
): Pick<ExperienceStore, 'retrieve' | 'findSimilar'> {
  const readContents = createContentsReader();

  /** Searches again when the index is published anew before the contents are read. */
  async function find<T extends NamedRow>(
    audience: Audience,
    signal: AbortSignal | undefined,
    search: (loaded: LoadedIndex) => readonly T[] | null,
  ): Promise<Found<T>> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const loaded = await index.read(audience, signal);
      const rows = loaded === null ? null : search(loaded);
      const version = loaded?.version ?? null;
      if (rows === null) return { version, rows };
      const contents = await readContents(attempt === 0 ? reads : primary, rows, audience, signal);
      if (contents !== null) return { version, rows: withContents(rows, contents) };
      index.doubt();
    }
    throw storeUnavailable("l'index change sans cesse");
  }

  return {
    async retrieve(request, audience, signal) {
      const { version, rows } = await find(audience, signal, ({ tables }) => searchTables(tables, request));
      return { version, candidates: (rows ?? []).map(([row, content]) => toCandidate(row, content)) };
    },
    async findSimilar(id, limit, audience, signal) {
      const { rows } = await find(audience, signal, ({ tables }) => nearestFiches(tables, id, limit));
      return rows?.map(([{ score }, { experience }]) => ({ experience, cosine: score })) ?? null;
    },
  };
}

function withContents<T extends NamedRow>(
  rows: readonly T[],
  contents: ReadonlyMap<string, CachedExperience>,
): readonly (readonly [T, CachedExperience])[] {
  return rows.map((row) => {
    const content = contents.get(row.id);
    if (content === undefined) throw new TypeError(`no content was read of ${row.id}`);
    return [row, content];
  });
}

function toCandidate(row: FoundRow, { experience, quotes }: CachedExperience): Candidate {
  const passages = row.hits.map(({ ordinal, cosine }) => {
    const quote = quotes.get(ordinal);
    if (quote === undefined) throw new TypeError(`passage ${ordinal} of ${row.id} has no quote`);
    return { ordinal, quote, cosine };
  });
  return { experience, passages, lexical: row.lexical };
}
