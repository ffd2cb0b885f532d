import type { RetrievalRequest } from '../../../ports/experience-store.ts';
import type { ExperienceTable, NearFiche, ScoredRow } from './experience-table.ts';
import { bestFirst } from './select-best.ts';

/** Passages kept of each candidate. */
const PASSAGES_KEPT = 3;

/** A candidate before its content is read. */
export interface FoundRow {
  readonly id: string;
  readonly revision: string;
  readonly lexical: number;
  /** Best cosine first, ties by ordinal. */
  readonly hits: readonly { readonly ordinal: number; readonly cosine: number }[];
}

/**
 * The best `depth` rows of each leg over tables that share no id, each once, in any order. Equal scores are
 * kept by id. Exact: every vector and every term is compared.
 */
export function searchTables(
  tables: readonly ExperienceTable[],
  { embedding, lexical, depth }: RetrievalRequest,
): readonly FoundRow[] {
  const legs = tables.map((table) => table.search(embedding, lexical, depth));
  const semantic = bestRows(
    legs.flatMap((leg) => leg.semantic),
    (row) => Math.max(...row.passages.map(({ cosine }) => cosine)),
    depth,
  );
  const byWords = bestRows(
    legs.flatMap((leg) => leg.lexical),
    (row) => row.lexical,
    depth,
  );
  const found = new Map([...semantic, ...byWords].map((row) => [row.id, row]));
  return Array.from(found.values(), toFound);
}

/** The nearest whole fiches to one, most similar first, ties by id, without itself; null when no table has it. */
export function nearestFiches(
  tables: readonly ExperienceTable[],
  id: string,
  limit: number,
): readonly NearFiche[] | null {
  if (!tables.some(({ revisions }) => revisions.has(id))) return null;
  const target = tables.map((table) => table.wholeFiche(id)).find((vector) => vector !== null);
  if (target === undefined) return [];
  const others = tables.flatMap((table) => table.compareWholeFiches(target));
  return bestFirst(
    others.filter((other) => other.id !== id),
    limit,
  );
}

function bestRows(
  rows: readonly ScoredRow[],
  score: (row: ScoredRow) => number,
  depth: number,
): readonly ScoredRow[] {
  const ranked = rows.map((row) => ({ id: row.id, score: score(row), row }));
  return bestFirst(ranked, depth).map(({ row }) => row);
}

function toFound({ id, revision, lexical, passages }: ScoredRow): FoundRow {
  const hits = passages.toSorted((a, b) => b.cosine - a.cosine || a.ordinal - b.ordinal);
  return { id, revision, lexical, hits: hits.slice(0, PASSAGES_KEPT) };
}
