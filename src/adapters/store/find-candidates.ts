import type { Candidate } from '../../domain/matching/retrieval.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import { type CachedExperience, createCandidateCache } from './candidate-cache.ts';
import type { Database, StoreConnection } from './database.ts';
import {
  type CandidateRow,
  contentsSchema,
  type RetrievedRow,
  retrievedRowSchema,
  selectCandidates,
} from './retrieve-candidates.ts';
import { runStatement } from './run-statement.ts';

/** Experiences kept parsed: about 10 kB each. */
const CACHE_CAPACITY = 2_000;

type FindCandidates = ExperienceStore['retrieve'];

/**
 * Finds the candidates of a question. Asks first for scores alone: the contents are usually known
 * from an earlier question. What an audience may see is decided by the statement each time; the cache
 * only says what an id with a revision stands for.
 */
export function createFindCandidates(connection: StoreConnection): FindCandidates {
  const cache = createCandidateCache(CACHE_CAPACITY);

  function fromCache(row: CandidateRow): Candidate | null {
    const known = cache.get(row.id, row.revision);
    return known === null ? null : toCandidate(row, known);
  }

  function fromContents(row: CandidateRow): Candidate {
    const { document, quotes } = contentsSchema.parse(row.contents);
    const entry = { experience: document, quotes: new Map(quotes) };
    cache.set(row.id, row.revision, entry);
    return toCandidate(row, entry);
  }

  return (request, audience, signal) => {
    const find = async (database: Database) => {
      const read = (withContents: boolean) =>
        runStatement(database, selectCandidates(request, audience, withContents), retrievedRowSchema);
      const rows = await read(false);
      const scored = rows.filter(isCandidate);
      const candidates = scored.map(fromCache).filter((candidate) => candidate !== null);
      if (candidates.length === scored.length) return { version: versionOf(rows), candidates };
      // All again rather than by id: scores, contents and access then belong to one state of the database.
      const whole = await read(true);
      return {
        version: versionOf(whole),
        candidates: whole.filter(isCandidate).map((row) => fromCache(row) ?? fromContents(row)),
      };
    };
    return connection.run('recherche des candidats', find, undefined, signal);
  };
}

function isCandidate(row: RetrievedRow): row is CandidateRow {
  return row.id !== null;
}

function versionOf([row]: readonly RetrievedRow[]): string | null {
  return row?.version ?? null;
}

function toCandidate(row: CandidateRow, { experience, quotes }: CachedExperience): Candidate {
  const passages = row.hits.map(([ordinal, cosine]) => {
    const quote = quotes.get(ordinal);
    if (quote === undefined) throw new TypeError(`passage ${ordinal} of ${row.id} has no quote`);
    return { ordinal, quote, cosine };
  });
  return { experience, passages, lexical: row.lexical };
}
