import type { FieldTerms } from '../../src/domain/matching/lexical.ts';
import type { TermStatistics } from '../../src/domain/matching/retrieval.ts';

/** Counts the documents that contain each stem, as the database does. */
export function countTerms(documents: readonly FieldTerms[]): TermStatistics {
  const documentFrequencies = new Map<string, number>();
  for (const document of documents)
    for (const stem of new Set(Object.values(document).flat()))
      documentFrequencies.set(stem, (documentFrequencies.get(stem) ?? 0) + 1);
  return { documentCount: documents.length, documentFrequencies };
}
