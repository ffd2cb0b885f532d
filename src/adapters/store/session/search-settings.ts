/**
 * pgvector settings of a session: the number of passages that a scan of the HNSW index keeps in its
 * list, and the resumption of the scan when visibility leaves too few of them.
 */
export const SEARCH_SETTINGS = {
  'hnsw.ef_search': 160,
  'hnsw.iterative_scan': 'strict_order',
} as const;
